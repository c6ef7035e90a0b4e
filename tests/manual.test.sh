#!/usr/bin/env bash
# Every command and option that --help knows is in the man page and in each completion.
set -euo pipefail
cli=$1/rollcall-cli
root=$(cd "$(dirname "$0")/.." && pwd)
page=$(sed 's/\\-/-/g' "$root/installer/rollcall-cli.1")
failed=0

expect() { # WORD WHERE TEXT
    grep -qF -e "$1" <<<"$3" || { echo "“$1” is not in $2"; failed=1; }
}

commands=$("$cli" --help | sed -n '/^Subcommands:/,$p' | sed -n 's/^  \([a-z]\+\) .*/\1/p')
[ -n "$commands" ]
for command in $commands; do
    options=$("$cli" "$command" --help | grep -o -e '--[a-z][a-z-]*' | sort -u)
    [ -n "$options" ]
    expect "$command" "the man page" "$page"
    for option in $options; do
        expect "$option" "the man page" "$page"
    done
    for file in rollcall-cli.bash _rollcall-cli rollcall-cli.fish; do
        text=$(<"$root/installer/completions/$file")
        expect "$command" "$file" "$text"
        for option in $options; do
            case $file in
            *.fish) expect "${option#--}" "$file" "$text" ;;
            *) expect "$option" "$file" "$text" ;;
            esac
        done
    done
done

bash -n "$root/installer/completions/rollcall-cli.bash"
if command -v groff >/dev/null; then
    warnings=$(groff -man -ww -Tutf8 "$root/installer/rollcall-cli.1" 2>&1 >/dev/null)
    [ -z "$warnings" ] || { echo "$warnings"; failed=1; }
fi
exit "$failed"
