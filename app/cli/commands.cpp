#include "cli/commands.h"

#include "cli/accountcommand.h"
#include "cli/addcommand.h"
#include "cli/checkcommand.h"
#include "cli/connectcommand.h"
#include "cli/disconnectcommand.h"
#include "cli/doctorcommand.h"
#include "cli/erasecommand.h"
#include "cli/fieldscommand.h"
#include "cli/historycommand.h"
#include "cli/importcommand.h"
#include "cli/listscommand.h"
#include "cli/outboxcommand.h"
#include "cli/personcommands.h"
#include "cli/practicecommand.h"
#include "cli/resumecommand.h"
#include "cli/tagscommand.h"
#include "cli/tokencommand.h"
#include "cli/undocommand.h"

namespace rollcall::cli {

Runner::Commands allCommands(CommandContext &context)
{
    Runner::Commands commands;
    commands.push_back(std::make_unique<ConnectCommand>(context));
    commands.push_back(std::make_unique<AccountCommand>(context));
    commands.push_back(std::make_unique<TokenCommand>(context));
    commands.push_back(std::make_unique<DisconnectCommand>(context));
    commands.push_back(std::make_unique<DoctorCommand>(context));
    commands.push_back(std::make_unique<ListsCommand>(context));
    commands.push_back(std::make_unique<FieldsCommand>(context));
    commands.push_back(std::make_unique<TagsCommand>(context));
    commands.push_back(std::make_unique<AddCommand>(context));
    commands.push_back(std::make_unique<UnsubscribeCommand>(context));
    commands.push_back(std::make_unique<RemoveCommand>(context));
    commands.push_back(std::make_unique<ChangeAddressCommand>(context));
    commands.push_back(std::make_unique<CheckCommand>(context));
    commands.push_back(std::make_unique<ImportCommand>(context));
    commands.push_back(std::make_unique<HistoryCommand>(context));
    commands.push_back(std::make_unique<ResumeCommand>(context));
    commands.push_back(std::make_unique<UndoCommand>(context));
    commands.push_back(std::make_unique<OutboxCommand>(context));
    commands.push_back(std::make_unique<EraseCommand>(context));
    commands.push_back(std::make_unique<PurgeCommand>(context));
    commands.push_back(std::make_unique<PracticeCommand>(context));
    return commands;
}

} // namespace rollcall::cli
