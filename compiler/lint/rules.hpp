// One function for each rule: makes it. The files are in rules/, named alike.
#pragma once

#include <memory>

#include "compiler/lint/rule.hpp"

namespace wend::lint {

#define WEND_LINT_RULES(X)                                                                                            \
  X(constant_condition)          /* a condition that constants and ranges decide */                                   \
  X(unused_definition)           /* a declaration that nothing uses */                                                \
  X(unused_import)               /* an import that nothing uses and that does nothing by itself */                    \
  X(negated_missing)             /* `not` over a tag that may be missing */                                           \
  X(contact_without_consent)     /* a contact for whose purpose no policy asks for consent */                         \
  X(journey_without_end)         /* a journey without goal, exit or expiry */                                         \
  X(wait_beyond_expiry)          /* a wait that is longer than the journey lives */                                   \
  X(split_does_not_add_up)       /* shares of a split that are more or less than everyone */                          \
  X(sensitive_without_policy)    /* a sensitive tag decides about a contact and no policy speaks of sensitive tags */ \
  X(deprecated_tag)              /* a tag that the schema calls deprecated */                                         \
  X(name_written_two_ways)       /* the same thing by its identifier and by its label in one file */                  \
  X(cap_past_expiry)             /* a cap that delays contacts longer than their journey lives */                     \
  X(contact_without_suitability) /* a contact that offers a product and no policy that says for whom */               \
  X(policy_without_contact)      /* a policy that applies to no contact of the project */

#define WEND_LINT_RULE(name) [[nodiscard]] std::unique_ptr<Rule> name();
WEND_LINT_RULES(WEND_LINT_RULE)
#undef WEND_LINT_RULE

}  // namespace wend::lint
