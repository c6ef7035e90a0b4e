# Completion of rollcall-cli for bash.
_rollcall_cli()
{
    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]} command=${COMP_WORDS[1]}
    local table='--map --encoding --delimiter --quote --sheet --header-line --keep-each --not-opted-out'
    local words

    if [ "$COMP_CWORD" -eq 1 ]; then
        words='connect account token disconnect doctor lists fields tags add unsubscribe remove change-address check import history resume undo outbox erase purge practice --help --version --json'
        mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
        return
    fi
    case $previous in
    --data)
        mapfile -t COMPREPLY < <(compgen -d -- "$current")
        return
        ;;
    --refused | --rows | --report)
        mapfile -t COMPREPLY < <(compgen -f -- "$current")
        return
        ;;
    --move-to)
        mapfile -t COMPREPLY < <(compgen -W 'keychain file' -- "$current")
        return
        ;;
    --permission)
        mapfile -t COMPREPLY < <(compgen -W 'explicit implicit' -- "$current")
        return
        ;;
    --delimiter)
        mapfile -t COMPREPLY < <(compgen -W 'comma semicolon tab pipe' -- "$current")
        return
        ;;
    esac
    case $command in
    connect) words='--no-browser --device --other-account' ;;
    account) words='--all --use' ;;
    token) words='--renew --move-to' ;;
    add) words='--first-name --last-name --company --job-title --phone --list --create-list --tag --birthday --anniversary --note --field --permission --update' ;;
    unsubscribe) words='--asked --reason' ;;
    remove) words='--list --delete' ;;
    check) words="$table --all-problems --fixed" ;;
    import) words="$table --list --tag --add-only --update-only --fill-empty --skip-imported --express --source --create-list --create-field --revive --refused --rows --dry-run --yes" ;;
    history) words='--rows --report' ;;
    outbox) words='--send --discard' ;;
    purge) words='--days --import' ;;
    resume) words='--wait' ;;
    undo) words='--yes' ;;
    practice) words='--port --data --approve --unlimited --trouble --clock-scale --seed-contacts' ;;
    *) words='' ;;
    esac
    if [[ $current == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$words --json --account --help" -- "$current")
    elif [[ $command == check || $command == import ]]; then
        mapfile -t COMPREPLY < <(compgen -f -- "$current")
    fi
}
complete -o filenames -F _rollcall_cli rollcall-cli
