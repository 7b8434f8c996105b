#compdef newsbrief
# Completion of newsbrief for zsh: put this line into ~/.zshrc, behind compinit:
#   source <(newsbrief completion zsh)
_newsbrief() {
    local -a lines described
    local line
    lines=("${(@f)$("${words[1]}" __complete "${(@)words[2,CURRENT]}" 2>/dev/null)}")
    for line in "${lines[@]}"; do
        [[ -n $line ]] && described+=("${${line%%$'\t'*}//:/\\:}:${line#*$'\t'}")
    done
    if ((${#described})); then
        _describe -V newsbrief described
    else
        _files
    fi
}
compdef _newsbrief newsbrief
