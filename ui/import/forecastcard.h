#pragma once

#include "common/card.h"
#include "send/forecast.h"

#include <QTimer>

#include <memory>
#include <optional>

namespace rollcall {

class Application;
class Button;
class FigureLine;
class ImportDraft;
class Label;
class Notice;
class Spinner;

/// What sending would do, said before it is done. Asks the account as soon as it is known where the rows go, and again
/// when what would be sent is another; until then, and without the account, says what the check alone knows.
class ForecastCard : public Card
{
    Q_OBJECT

public:
    explicit ForecastCard(ImportDraft &draft, QWidget *parent = nullptr);
    ~ForecastCard() override;

    void use(Application *application);
    /// What would be sent from now on. It is asked for when somebody looks, and not while that is being sent.
    void setPlan(const ImportPlan &plan, bool connected);
    void setSending(bool sending);
    const std::optional<ForecastResult> &result() const { return m_result; } ///< known of the present plan

Q_SIGNALS:
    void changesWanted(bool shown);
    void told(); ///< something else than before

protected:
    void showEvent(QShowEvent *event) override;

private:
    enum class Stage { NoList, NotConnected, Due, Looking, Known, Unknown };

    void build();
    void forgetResult();
    void drop();
    void askSoon();
    void ask();
    void take(const ForecastResult &result, const std::optional<Error> &error);
    void setStage(Stage stage);
    void tell();
    void tellCheck();
    void tellFigures();
    void tellBefore();
    void tellPrice();

    ImportDraft &m_draft;
    Application *m_application = nullptr;
    ImportPlan m_plan;
    bool m_connected = false;
    bool m_sending = false;
    std::unique_ptr<Forecast> m_forecast;
    std::unique_ptr<QObject> m_dropped = std::make_unique<QObject>(); ///< holds those that are to end
    std::optional<ForecastResult> m_result;
    std::optional<Error> m_error;
    Stage m_stage = Stage::NoList;
    QTimer m_soon; ///< several changes in a row are asked for once
    QTimer m_late; ///< what is there quickly shows no progress

    FigureLine *m_ready;
    FigureLine *m_new;
    FigureLine *m_changed;
    Button *m_see;
    FigureLine *m_unchanged;
    FigureLine *m_unsubscribed;
    FigureLine *m_deleted;
    FigureLine *m_unwanted;
    FigureLine *m_merged;
    FigureLine *m_behind;
    FigureLine *m_out;
    FigureLine *m_before;
    Spinner *m_spinner;
    Label *m_progress;
    QWidget *m_looking;
    Notice *m_unknown;
    Label *m_known;
    Label *m_price;
};

} // namespace rollcall
