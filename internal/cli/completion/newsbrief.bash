# Completion of newsbrief for bash: put this line into ~/.bashrc:
#   source <(newsbrief completion bash)
_newsbrief() {
    # Bash cuts words at = and : as well; here they are put together again.
    local rest=${COMP_LINE:0:COMP_POINT} word last i line IFS=$'\n'
    local -a words=()
    for ((i = 0; i <= COMP_CWORD; i++)); do
        word=${COMP_WORDS[i]}
        if ((i == 0)) || [[ $rest == [[:space:]]* || -z $rest ]]; then
            rest=${rest#"${rest%%[![:space:]]*}"}
            words+=("")
        fi
        ((i == COMP_CWORD)) && word=$rest
        rest=${rest#"$word"}
        words[${#words[@]}-1]+=$word
    done
    # What stands before the last = or : is not replaced.
    last=${words[${#words[@]}-1]}
    local kept=${last%"${last##*[=:]}"} shell=""
    [[ $COMP_WORDBREAKS == *:* ]] || kept=${last%"${last##*=}"}
    COMPREPLY=()
    while read -r line; do
        case $line in
        :*) shell=$line ;;
        *) line=${line%%$'\t'*} COMPREPLY+=("${line#"$kept"}") ;;
        esac
    done < <("${words[0]}" __complete "${words[@]:1}" 2>/dev/null)
    [[ ${#COMPREPLY[@]} == 1 && ${COMPREPLY[0]} == *= ]] && compopt -o nospace 2>/dev/null
    case $shell in
    :files)
        if ((${#COMPREPLY[@]})); then
            compopt -o filenames 2>/dev/null
            COMPREPLY+=($(compgen -f -- "${last#"$kept"}"))
        fi
        ;;
    :folders) compopt +o default -o dirnames 2>/dev/null ;;
    *) compopt +o default 2>/dev/null ;;
    esac
    return 0
}
complete -o default -F _newsbrief newsbrief
