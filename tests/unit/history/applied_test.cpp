// Ids of applied inputs, remembered for a while and at most a number of them.
#include "runtime/history/applied.hpp"

#include <gtest/gtest.h>

namespace wend::history {
namespace {

TEST(AppliedIds, AnIdIsKnownOnceRemembered) {
  std::vector<AppliedId> ids;
  EXPECT_FALSE(is_known(ids, applied_id("695247", 10)));
  remember(ids, applied_id("695247", 10), 0, 8);
  EXPECT_TRUE(is_known(ids, applied_id("695247", 99)));
  EXPECT_FALSE(is_known(ids, applied_id("695248", 10)));
}

TEST(AppliedIds, ThoseThatArrivedBeforeAreForgotten) {
  std::vector<AppliedId> ids;
  remember(ids, applied_id("a", 10), 0, 8);
  remember(ids, applied_id("b", 20), 10, 8);
  EXPECT_TRUE(is_known(ids, applied_id("a", 0)));
  remember(ids, applied_id("c", 21), 11, 8);
  EXPECT_FALSE(is_known(ids, applied_id("a", 0)));
  EXPECT_TRUE(is_known(ids, applied_id("b", 0)));
}

TEST(AppliedIds, BeyondTheNumberTheOldestAreForgottenFirst) {
  std::vector<AppliedId> ids;
  for (const char* id : {"a", "b", "c"}) remember(ids, applied_id(id, 10), 0, 2);
  EXPECT_FALSE(is_known(ids, applied_id("a", 0)));
  EXPECT_TRUE(is_known(ids, applied_id("b", 0)));
  EXPECT_TRUE(is_known(ids, applied_id("c", 0)));
}

TEST(AppliedIds, NoneIsRememberedWhereNoneMayBe) {
  std::vector<AppliedId> ids;
  remember(ids, applied_id("a", 10), 0, 0);
  EXPECT_FALSE(is_known(ids, applied_id("a", 0)));
}

}  // namespace
}  // namespace wend::history
