// The name lists that conditions ask: who is on `vip_names`, and what it says of them.
//
//     host::Result<host::NameLists> lists = host::NameLists::make(program);            // none is there yet
//     lists->put("vip_names", {{"2873", {{"seat", std::string("A1")}}}, {"2874", {}}});
//     lists->put("do_not_call", bytes);                                                // what `wend list import` wrote
//     lists->leave_out("staff");                                                       // the host has no such list
//     audience->count(*table, now, 2, &*lists);                                        // columns.hpp
//     engine->publish_lists(*lists);                                                   // engine.hpp
//
// A list that is there and empty says that nobody is on it; of one that is not there it is unknown who is. Lists are
// found by name or label. Membership is one look into a hash table, whatever the list's length; a list takes, for each
// customer, the id's bytes and 16 more, and what it says of them.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <wend/program.hpp>
#include <wend/result.hpp>
#include <wend/value.hpp>

namespace wend::host {

struct ListedCustomer {
  std::string customer;
  std::vector<NamedValue> fields;  // by the names of the list's fields; those left out are missing
};

// Of one thread at a time. Whoever is given lists keeps the editions that are there at that moment: they may be put
// anew, or go, afterwards. An error changes nothing.
class [[gnu::visibility("default")]] NameLists {
 public:
  // For the lists of the program's schema.
  [[nodiscard]] static Result<NameLists> make(const Program& program) noexcept;
  NameLists(NameLists&&) noexcept;
  NameLists& operator=(NameLists&&) noexcept;
  ~NameLists();

  // A whole edition, in place of the one before. Fault::unknown_name names the list or field; wrong_type and
  // out_of_range a value that is not the field's; named_twice a customer who is on it twice, or a field given twice;
  // out_of_range an empty id, and more than 50,000,000 customers.
  [[nodiscard]] Status put(std::string_view list, const std::vector<ListedCustomer>& customers) noexcept;
  // A list's file as bytes. Fault::faulty_list where it is damaged, of another version of Wend, or of a list with other
  // fields: import it again.
  [[nodiscard]] Status put(std::string_view list, std::span<const std::byte> file) noexcept;
  // The host does not have this list: it is unknown who is on it. Saying so lets segments that ask it be judged.
  [[nodiscard]] Status leave_out(std::string_view list) noexcept;

  struct Parts;

 private:
  friend struct Access;
  explicit NameLists(std::unique_ptr<Parts> parts) noexcept;
  std::unique_ptr<Parts> parts_;
};

}  // namespace wend::host
