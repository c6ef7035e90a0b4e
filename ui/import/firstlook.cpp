#include "import/firstlook.h"

#include "import/background.h"

namespace rollcall {

FirstLook::~FirstLook()
{
    stop(); // what still runs works on shared values and finds nobody to tell
}

void FirstLook::start(const Subject &subject)
{
    stop();
    m_subject = subject;
    m_job = runFor<FirstLook, Preview>(this, [subject] { return preview(subject); }, &FirstLook::takePreview);
}

void FirstLook::stop()
{
    if (m_cancel)
        m_cancel->store(true);
    delete m_job;
    m_beginning.reset();
}

FirstLook::Preview FirstLook::preview(const Subject &subject)
{
    const auto read = [&subject](const TableChoice &way) {
        return subject.text.isEmpty() ? Sheet::preview(subject.path, way) : Sheet::fromText(subject.text, way);
    };
    Preview preview{read(subject.choice), nullptr};
    if (!preview.sheet) {
        TableChoice asItStands = subject.choice;
        asItStands.delimiter = subject.choice.delimiter.value_or('\t');
        asItStands.headerLine = 0;
        preview.lines = read(asItStands).value_or(nullptr);
    }
    return preview;
}

void FirstLook::takePreview(const Preview &preview)
{
    m_job = nullptr;
    m_beginning = preview.sheet.value_or(preview.lines);
    if (!preview.sheet) {
        Q_EMIT failed(preview.sheet.error());
        return;
    }
    m_cancel = std::make_shared<std::atomic_bool>(false);
    m_job = runFor<FirstLook, Result<Found>>(
        this,
        [subject = m_subject, beginning = m_beginning, cancel = m_cancel] { return read(subject, beginning, cancel.get()); },
        &FirstLook::takeFound);
    Q_EMIT previewed();
}

Result<FirstLook::Found> FirstLook::read(const Subject &subject, const std::shared_ptr<Sheet> &beginning,
                                         const std::atomic_bool *cancel)
{
    // A small file has been read whole already.
    const auto sheet = beginning->isPreview() ? Sheet::open(subject.path, subject.choice, cancel) : beginning;
    if (!sheet)
        return tl::unexpected(sheet.error());
    Found found{*sheet, {}, false, subject.customFields, std::make_shared<Repairs>(*sheet), {}};
    const auto &earlier = subject.earlier;
    if (earlier && earlier->headers == (*sheet)->headers()
        && earlier->mapping.size() == (*sheet)->columnCount()) { // what was kept may be damaged
        if (const auto taken = found.repairs->takeOver(*earlier->repairs); !taken)
            return tl::unexpected(taken.error());
        found.mapping = earlier->mapping;
        found.isMappingKept = true;
    } else {
        found.mapping = subject.memory.suggest(**sheet, subject.customFields);
    }
    found.corrections = found.repairs->toKept();
    return found;
}

void FirstLook::takeFound(const Result<Found> &result)
{
    m_job = nullptr;
    if (result)
        Q_EMIT found(*result);
    else
        Q_EMIT failed(result.error());
}

} // namespace rollcall
