#pragma once

#include "service/tagsapi.h"
#include "support/result.h"

#include <QJsonObject>
#include <QWidget>

#include <memory>

class QCheckBox;
class QComboBox;

namespace rollcall {

class Application;
class Button;
class ImportDraft;
struct ImportPlan;
class Label;
class Notice;
class Picker;

/// What most imports need no word on, folded away: tags, whom it sends, what it overwrites, who was deleted.
class SendOptions : public QWidget
{
    Q_OBJECT

public:
    explicit SendOptions(ImportDraft &draft, QWidget *parent = nullptr);
    ~SendOptions() override;

    void use(Application *application);
    void complete(ImportPlan &plan) const;
    void clear();
    QJsonObject kept() const;
    void restore(const QJsonObject &kept);

Q_SIGNALS:
    void changed();

private:
    QWidget *fields();
    void fold(bool open);
    void readTags();
    void setColumns();
    void tell();
    QStringList inShort() const;

    ImportDraft &m_draft;
    Application *m_application = nullptr;
    std::unique_ptr<QObject> m_call;
    bool m_tagsKnown = false;

    Picker *m_tags;
    Notice *m_tagsNotice = nullptr;
    QComboBox *m_whom;
    QComboBox *m_values;
    Notice *m_valuesNotice = nullptr;
    Picker *m_filling; ///< columns, by their numbers
    QCheckBox *m_revive;
    Button *m_fold;
    Label *m_inShort;
};

} // namespace rollcall
