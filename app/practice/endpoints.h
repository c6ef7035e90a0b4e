#pragma once

#include "practice/visit.h"

namespace rollcall::practice {

// Contacts
Answer getContacts(Visit &visit);
Answer countContacts(Visit &visit);
Answer getContact(Visit &visit);
Answer createContact(Visit &visit);
Answer updateContact(Visit &visit);
Answer deleteContact(Visit &visit);
Answer resubscribeContact(Visit &visit);
Answer signUpForm(Visit &visit);

// Lists
Answer getLists(Visit &visit);
Answer getList(Visit &visit);
Answer createList(Visit &visit);
Answer updateList(Visit &visit);
Answer deleteList(Visit &visit);

// Custom fields
Answer getFields(Visit &visit);
Answer getField(Visit &visit);
Answer createField(Visit &visit);

// Tags
Answer getTags(Visit &visit);
Answer getTag(Visit &visit);
Answer createTag(Visit &visit);
Answer updateTag(Visit &visit);
Answer deleteTag(Visit &visit);

// Activities
Answer getActivities(Visit &visit);
Answer getActivity(Visit &visit);
Answer importJson(Visit &visit);
Answer importFile(Visit &visit);
Answer exportContacts(Visit &visit);
Answer getExport(Visit &visit);
Answer deleteContacts(Visit &visit);
Answer addToLists(Visit &visit);
Answer removeFromLists(Visit &visit);
Answer deleteLists(Visit &visit);
Answer addTags(Visit &visit);
Answer removeTags(Visit &visit);
Answer deleteTags(Visit &visit);

// Account
Answer getSummary(Visit &visit);
Answer getPrivileges(Visit &visit);
Answer getEmails(Visit &visit);

/// The {id} of the path as a contact's number; an Answer where it is none.
std::optional<Answer> contactNumber(const Visit &visit, quint32 &number);
/// As the service deletes: the record, its address and its permission stay.
void removePerson(Person &person, qint64 now);

} // namespace rollcall::practice
