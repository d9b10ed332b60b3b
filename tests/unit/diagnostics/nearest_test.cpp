#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "compiler/diagnostics/diagnostic.hpp"

namespace wend::diagnostics {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(Nearest, OffersTheClosestFirst) {
  EXPECT_THAT(nearest("risk_ratng", {"city", "risk_rating", "risk_rate", "risk"}),
              ElementsAre("risk_rating", "risk_rate"));
  EXPECT_THAT(nearest("aun", {"tier", "aum", "age"}), ElementsAre("aum"));
}

TEST(Nearest, CountsASwapOfNeighboursAsOneEdit) {
  EXPECT_THAT(nearest("teir", {"tier", "their"}), ElementsAre("their", "tier"));
  EXPECT_THAT(nearest("ab", {"ba"}), ElementsAre("ba"));
}

TEST(Nearest, TakesNoNoticeOfCase) {
  EXPECT_THAT(nearest("AUM", {"aum", "age"}), ElementsAre("aum"));
  EXPECT_THAT(nearest("ÉTAT", {"état"}), ElementsAre("état"));
}

TEST(Nearest, OffersLabelsThatDifferInOneOrTwoIdeographs) {
  EXPECT_THAT(nearest("资产总额", {"资产余额", "存款余额", "客户等级"}), ElementsAre("资产余额"));
  EXPECT_THAT(nearest("风险等级", {"风险评级", "资产等级", "客户经理"}), ElementsAre("风险评级", "资产等级"));
  EXPECT_THAT(nearest("余款", {"余额", "年龄"}), ElementsAre("余额"));
  EXPECT_THAT(nearest("资产", {"资产规模", "存款余额"}), ElementsAre("资产规模"));
}

TEST(Nearest, OffersNothingThatIsFar) {
  EXPECT_THAT(nearest("aum", {"city", "risk_rating", "资产规模"}), IsEmpty());
  EXPECT_THAT(nearest("年", {"月", "客户"}), IsEmpty());
  EXPECT_THAT(nearest("", {"a", "b"}), IsEmpty());
  EXPECT_THAT(nearest("aum", {}), IsEmpty());
  EXPECT_THAT(nearest("aum", {""}), IsEmpty());
}

TEST(Nearest, OffersNeitherDoublesNorWhatWasWritten) {
  EXPECT_THAT(nearest("aum", {"aum", "aun", "aun"}), ElementsAre("aun"));
}

TEST(Nearest, OffersAtMostSoMany) {
  const std::vector<std::string_view> names{"tag_d", "tag_c", "tag_b", "tag_a"};
  EXPECT_THAT(nearest("tag_x", names), ElementsAre("tag_a", "tag_b", "tag_c"));
  EXPECT_THAT(nearest("tag_x", names, 1), ElementsAre("tag_a"));
  EXPECT_THAT(nearest("tag_x", names, 0), IsEmpty());
}

TEST(Nearest, TakesTextThatIsNoNameAtAll) {
  EXPECT_THAT(nearest("a\xFF", {"ab", "a\xFE"}), ElementsAre("a\xFE", "ab"));
  EXPECT_THAT(nearest(std::string(5'000'000, 'x'), {"xx"}), IsEmpty());
  EXPECT_THAT(nearest("xx", {std::string(5'000'000, 'x')}), IsEmpty());
}

}  // namespace
}  // namespace wend::diagnostics
