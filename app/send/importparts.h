#pragma once

#include "send/importrun.h"
#include "send/importteller.h"
#include "send/importwork.h"
#include "send/temporarylist.h"
#include "send/worker.h"

namespace rollcall {

/// What the steps of an import have in common.
struct ImportParts
{
    const ImportRun::Needs &needs;
    ImportWork &work;
    Worker &worker;
    TemporaryList &ownList;
    ImportTeller &teller;
    const ImportWork::Begun &before; ///< where it stood when this run began
};

} // namespace rollcall
