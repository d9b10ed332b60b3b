#include "compiler/schema/search.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/schema/bank_for_test.hpp"
#include "tests/unit/schema/read_for_test.hpp"

namespace wend::schema {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class SearchTest : public ::testing::Test {
 protected:
  std::vector<std::string> found(std::string_view wanted) const {
    std::vector<std::string> names;
    for (const Hit& hit : search(*read_.schema, wanted))
      names.push_back(std::string(word(hit.thing.kind)) + " " + hit.thing.name);
    return names;
  }

  ReadText read_{kBank};
};

TEST_F(SearchTest, FindsByIdentifierLabelAndDescription) {
  EXPECT_THAT(found("aum"), ElementsAre("tag aum"));
  EXPECT_THAT(found("资产规模"), ElementsAre("tag aum"));
  EXPECT_THAT(found("money comes"), ElementsAre("event deposit"));
  EXPECT_THAT(found("nowhere"), IsEmpty());
  EXPECT_THAT(found(" "), IsEmpty());
}

TEST_F(SearchTest, PutsTheClosestFirst) {
  EXPECT_THAT(found("资产"), ElementsAre("enum tier", "tag aum")) << "the schema's order among equals";
  EXPECT_THAT(found("risk"), ElementsAre("field product.risk", "enum risk_rating", "enum product_risk"));
  EXPECT_THAT(found("金卡"), ElementsAre("value tier.gold", "value card.gold"));
}

TEST_F(SearchTest, KnowsNoCaseAndNoWidth) {
  EXPECT_THAT(found("ＡＵＭ"), ElementsAre("tag aum"));
  EXPECT_THAT(found("Assets"), ElementsAre("tag aum"));
  EXPECT_THAT(found("c1"), ElementsAre("value risk_rating.C1"));
}

TEST_F(SearchTest, FindsWhatHasEveryWordSomewhere) {
  EXPECT_THAT(found("customer assets"), ElementsAre("tag aum"));
}

TEST_F(SearchTest, FindsByTheQualifiedName) {
  EXPECT_THAT(found("deposit.amount"), ElementsAre("field deposit.amount"));
}

TEST_F(SearchTest, StopsAtTheBound) {
  EXPECT_THAT(search(*read_.schema, "a", 3), SizeIs(3));
}

}  // namespace
}  // namespace wend::schema
