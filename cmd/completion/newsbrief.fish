# Completion of newsbrief for fish: put this line into ~/.config/fish/config.fish:
#   newsbrief completion fish | source
function __newsbrief_complete
    set -l words (commandline -opc)
    $words[1] __complete $words[2..-1] (commandline -ct) 2>/dev/null
end
complete -c newsbrief -n 'set -l found (__newsbrief_complete); test -n "$found"' -f -a '(__newsbrief_complete)'
