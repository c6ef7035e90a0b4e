# Completion of rollcall-cli for fish.
set -l commands connect account token disconnect doctor lists fields tags add unsubscribe remove change-address check import history resume undo outbox erase purge practice

complete -c rollcall-cli -f
complete -c rollcall-cli -l json -d 'Print one JSON object'
complete -c rollcall-cli -l account -x -d 'Which of several accounts'
complete -c rollcall-cli -s h -l help -d 'Say what can be asked for'
complete -c rollcall-cli -n "not __fish_seen_subcommand_from $commands" -l version -d 'Say which version this is'
complete -c rollcall-cli -n "not __fish_seen_subcommand_from $commands" -a "$commands"

complete -c rollcall-cli -n '__fish_seen_subcommand_from connect' -l no-browser -d 'Print the address and wait'
complete -c rollcall-cli -n '__fish_seen_subcommand_from connect' -l device -d 'Show a code for another device'
complete -c rollcall-cli -n '__fish_seen_subcommand_from connect' -l other-account -d 'Ask for name and password anew'
complete -c rollcall-cli -n '__fish_seen_subcommand_from token' -l renew -d 'Renew it first'
complete -c rollcall-cli -n '__fish_seen_subcommand_from token' -l move-to -x -a 'keychain file'
complete -c rollcall-cli -n '__fish_seen_subcommand_from account' -l all -d 'Name all accounts'
complete -c rollcall-cli -n '__fish_seen_subcommand_from account' -l use -x -d 'Work for this account'

for option in first-name last-name company job-title phone list tag birthday anniversary note field
    complete -c rollcall-cli -n '__fish_seen_subcommand_from add' -l $option -x
end
complete -c rollcall-cli -n '__fish_seen_subcommand_from add' -l permission -x -a 'explicit implicit'
complete -c rollcall-cli -n '__fish_seen_subcommand_from add' -l create-list -d 'Make a missing list'
complete -c rollcall-cli -n '__fish_seen_subcommand_from add' -l update -d 'Change who is there already'

complete -c rollcall-cli -n '__fish_seen_subcommand_from unsubscribe' -l asked -d 'The person asked for it'
complete -c rollcall-cli -n '__fish_seen_subcommand_from unsubscribe' -l reason -x
complete -c rollcall-cli -n '__fish_seen_subcommand_from remove' -l list -x
complete -c rollcall-cli -n '__fish_seen_subcommand_from remove' -l delete -d 'Out of the account'

for option in map encoding quote sheet header-line
    complete -c rollcall-cli -n '__fish_seen_subcommand_from check import' -l $option -x
end
complete -c rollcall-cli -n '__fish_seen_subcommand_from check import' -l delimiter -x -a 'comma semicolon tab pipe'
complete -c rollcall-cli -n '__fish_seen_subcommand_from check import' -l keep-each -d 'Merge no rows'
complete -c rollcall-cli -n '__fish_seen_subcommand_from check import' -l not-opted-out -d 'No list of people who want no mail, whatever its name'
complete -c rollcall-cli -n '__fish_seen_subcommand_from check import' -F
complete -c rollcall-cli -n '__fish_seen_subcommand_from check' -l all-problems -d 'Tell of every problem'
complete -c rollcall-cli -n '__fish_seen_subcommand_from check' -l fixed -r -F -d 'Write the mended file'
for option in list source tag fill-empty
    complete -c rollcall-cli -n '__fish_seen_subcommand_from import' -l $option -x
end
complete -c rollcall-cli -n '__fish_seen_subcommand_from import' -l create-list -d 'Make a missing list'
complete -c rollcall-cli -n '__fish_seen_subcommand_from import' -l add-only -d 'Leave known people alone'
complete -c rollcall-cli -n '__fish_seen_subcommand_from import' -l update-only -d 'Add nobody'
complete -c rollcall-cli -n '__fish_seen_subcommand_from import' -l skip-imported -d 'Only the new ones'
complete -c rollcall-cli -n '__fish_seen_subcommand_from import' -l express -d 'New people agreed expressly'
complete -c rollcall-cli -n '__fish_seen_subcommand_from import' -l create-field -d 'Make a missing field'
complete -c rollcall-cli -n '__fish_seen_subcommand_from import' -l revive -d 'Bring back deleted people'
complete -c rollcall-cli -n '__fish_seen_subcommand_from import' -l yes -d 'Send without asking'
complete -c rollcall-cli -n '__fish_seen_subcommand_from import' -l dry-run -d 'Only say what it would do'
complete -c rollcall-cli -n '__fish_seen_subcommand_from history' -l report -r -d 'Write a page for people'
complete -c rollcall-cli -n '__fish_seen_subcommand_from outbox' -l send -d 'Send all that wait'
complete -c rollcall-cli -n '__fish_seen_subcommand_from outbox' -l discard -x
complete -c rollcall-cli -n '__fish_seen_subcommand_from purge' -l days -x
complete -c rollcall-cli -n '__fish_seen_subcommand_from purge' -l import -x
complete -c rollcall-cli -n '__fish_seen_subcommand_from undo' -l yes -d 'Do it'
complete -c rollcall-cli -n '__fish_seen_subcommand_from resume' -l wait -d 'Stay and go on by itself'
complete -c rollcall-cli -n '__fish_seen_subcommand_from import' -l refused -r -d 'Write the refused rows there'
complete -c rollcall-cli -n '__fish_seen_subcommand_from import history' -l rows -r -d 'Write every answer there'

for option in port trouble clock-scale seed-contacts
    complete -c rollcall-cli -n '__fish_seen_subcommand_from practice' -l $option -x
end
complete -c rollcall-cli -n '__fish_seen_subcommand_from practice' -l data -x -a '(__fish_complete_directories)'
complete -c rollcall-cli -n '__fish_seen_subcommand_from practice' -l approve -d 'Consent without asking'
complete -c rollcall-cli -n '__fish_seen_subcommand_from practice' -l unlimited -d 'No limits'
