#include "practice/endpoints.h"

#include <algorithm>
#include <array>

namespace rollcall::practice {
namespace {

constexpr std::string_view contacts = "contact_data", account = "account_read";
constexpr std::string_view readContacts = "contacts:read", writeContacts = "contacts:write";
constexpr std::string_view readLists = "contacts:lists:read", writeLists = "contacts:lists:write";

// Scopes and privileges as the specification has them: reading an activity asks for contacts:write. The fixed
// paths come before those with an {id}.
constexpr std::array endpoints{
    Endpoint{"GET", "contacts", contacts, readContacts, getContacts},
    Endpoint{"POST", "contacts", contacts, writeContacts, createContact},
    Endpoint{"GET", "contacts/counts", contacts, readContacts, countContacts},
    Endpoint{"POST", "contacts/sign_up_form", contacts, writeContacts, signUpForm},
    Endpoint{"PUT", "contacts/resubscribe/{id}", contacts, writeContacts, resubscribeContact},
    Endpoint{"GET", "contacts/{id}", contacts, readContacts, getContact},
    Endpoint{"PUT", "contacts/{id}", contacts, writeContacts, updateContact},
    Endpoint{"DELETE", "contacts/{id}", contacts, writeContacts, deleteContact},
    Endpoint{"GET", "contact_lists", contacts, readLists, getLists},
    Endpoint{"POST", "contact_lists", contacts, writeLists, createList},
    Endpoint{"GET", "contact_lists/{id}", contacts, readLists, getList},
    Endpoint{"PUT", "contact_lists/{id}", contacts, writeLists, updateList},
    Endpoint{"DELETE", "contact_lists/{id}", contacts, writeLists, deleteList},
    Endpoint{"GET", "contact_custom_fields", contacts, readContacts, getFields},
    Endpoint{"POST", "contact_custom_fields", contacts, writeContacts, createField},
    Endpoint{"GET", "contact_custom_fields/{id}", contacts, readContacts, getField},
    Endpoint{"GET", "contact_tags", contacts, readContacts, getTags},
    Endpoint{"POST", "contact_tags", contacts, writeContacts, createTag},
    Endpoint{"GET", "contact_tags/{id}", contacts, readContacts, getTag},
    Endpoint{"PUT", "contact_tags/{id}", contacts, writeContacts, updateTag},
    Endpoint{"DELETE", "contact_tags/{id}", contacts, writeContacts, deleteTag},
    Endpoint{"GET", "activities", contacts, writeContacts, getActivities},
    Endpoint{"POST", "activities/contacts_json_import", contacts, writeContacts, importJson},
    Endpoint{"POST", "activities/contacts_file_import", contacts, writeContacts, importFile},
    Endpoint{"POST", "activities/contact_exports", contacts, writeContacts, exportContacts},
    Endpoint{"POST", "activities/contact_delete", contacts, writeContacts, deleteContacts},
    Endpoint{"POST", "activities/add_list_memberships", contacts, writeContacts, addToLists},
    Endpoint{"POST", "activities/remove_list_memberships", contacts, writeContacts, removeFromLists},
    Endpoint{"POST", "activities/list_delete", contacts, writeContacts, deleteLists},
    Endpoint{"POST", "activities/contacts_taggings_add", contacts, writeContacts, addTags},
    Endpoint{"POST", "activities/contacts_taggings_remove", contacts, writeContacts, removeTags},
    Endpoint{"POST", "activities/contacts_tags_delete", contacts, writeContacts, deleteTags},
    Endpoint{"GET", "activities/{id}", contacts, writeContacts, getActivity},
    Endpoint{"GET", "contact_exports/{id}", contacts, writeContacts, getExport},
    Endpoint{"GET", "account/summary", account, "account:read", getSummary},
    Endpoint{"GET", "account/user/privileges", "", "", getPrivileges},
    Endpoint{"GET", "account/emails", account, "account:read", getEmails},
};

/// The id in the place of {id}, or "" for a path without one; nothing when the path is another.
std::optional<std::string> idIn(std::string_view pattern, std::string_view path)
{
    const size_t brace = pattern.find('{');
    if (brace == std::string_view::npos)
        return pattern == path ? std::optional(std::string()) : std::nullopt;
    const std::string_view id = path.substr(std::min(brace, path.size()));
    if (path.substr(0, brace) != pattern.substr(0, brace) || id.empty() ||
        id.find('/') != std::string_view::npos)
        return std::nullopt;
    return std::string(id);
}

} // namespace

Match matchEndpoint(QByteArrayView method, QByteArrayView path)
{
    Match match;
    const std::string_view own(path.data(), size_t(path.size()));
    const std::string_view verb(method.data(), size_t(method.size()));
    for (const Endpoint &endpoint : endpoints) {
        const auto id = idIn(endpoint.path, own);
        if (!id)
            continue;
        match.pathKnown = true;
        if (endpoint.method == verb)
            return {&endpoint, *id, true};
    }
    return match;
}

} // namespace rollcall::practice
