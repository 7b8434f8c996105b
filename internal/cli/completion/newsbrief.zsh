#compdef newsbrief
# Completion of newsbrief for zsh: put this line into ~/.zshrc, behind compinit:
#   source <(newsbrief completion zsh)
_newsbrief() {
    local -a lines described
    local line shell
    lines=("${(@f)$("${(@Q)words[1]}" __complete "${(@Q)words[2,CURRENT-1]}" "$PREFIX" 2>/dev/null)}")
    for line in "${lines[@]}"; do
        case $line in
            (:*) shell=$line ;;
            (?*) described+=("${${line%%$'\t'*}//:/\\:}:${line#*$'\t'}") ;;
        esac
    done
    ((${#described})) && _describe -V newsbrief described
    [[ $PREFIX == -*=* ]] && compset -P '*='
    case $shell in
        (:files) _files ;;
        (:folders) _files -/ ;;
    esac
}
# Sourced, it is announced; found in a folder of $fpath, it is what is called.
if [[ ${funcstack[1]} == _newsbrief ]]; then
    _newsbrief "$@"
else
    compdef _newsbrief newsbrief
fi
