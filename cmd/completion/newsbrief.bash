# Completion of newsbrief for bash: put this line into ~/.bashrc:
#   source <(newsbrief completion bash)
_newsbrief() {
    local current="${COMP_WORDS[COMP_CWORD]}" IFS=$'\n'
    [[ $current == "=" ]] && current=""
    COMPREPLY=($(compgen -W "$("${COMP_WORDS[0]}" __complete "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null | cut -f1)" -- "$current"))
}
complete -o default -F _newsbrief newsbrief
