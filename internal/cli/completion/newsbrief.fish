# Completion of newsbrief for fish: put this line into ~/.config/fish/config.fish:
#   newsbrief completion fish | source
function __newsbrief_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    set -l flag (string match -r -- '^-[^=]*=' $current)
    set -l path (string replace -r -- '^-[^=]*=' '' $current)
    for line in ($words[1] __complete $words[2..-1] "$current" 2>/dev/null)
        switch $line
            case ':files'
                __fish_complete_path "$path" | string replace -r -- '^' "$flag"
            case ':folders'
                __fish_complete_directories "$path" '' | string replace -r -- '^' "$flag"
            case '*'
                echo $line
        end
    end
end
complete -c newsbrief -f -a '(__newsbrief_complete)'
