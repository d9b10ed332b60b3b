#include <gtest/gtest.h>

#include "tests/unit/masks/masks_fixture.hpp"

namespace wend::masks {
namespace {

using ir::Operation;

TEST(MakeMasks, ComparesColumnsInEitherOrder) {
  Bench bench;
  const auto aum = bench.tag(Bench::aum);
  EXPECT_EQ(bench.text_of(bench.make(Operation::less, {aum, bench.money(5)})), "aum[..<(constant 0.0005)]");
  EXPECT_EQ(bench.text_of(bench.make(Operation::less, {bench.money(5), aum})), "aum[(constant 0.0005)<..]");
  EXPECT_EQ(bench.text_of(bench.make(Operation::less_equal, {bench.money(5), aum})), "aum[(constant 0.0005)..]");
  EXPECT_EQ(bench.text_of(bench.make(Operation::equal, {bench.money(5), aum})),
            "aum[(constant 0.0005)..(constant 0.0005)]");
  EXPECT_EQ(bench.text_of(bench.make(Operation::not_equal, {aum, bench.money(5)})),
            "(not aum[(constant 0.0005)..(constant 0.0005)])");
}

TEST(MakeMasks, FusesALowerAndAnUpperLimit) {
  Bench bench;
  const auto aum = bench.tag(Bench::aum);
  const auto above = bench.make(Operation::less_equal, {bench.money(10'000), aum});
  const auto below = bench.make(Operation::less, {aum, bench.money(20'000)});
  EXPECT_EQ(bench.text_of(bench.make(Operation::conjunction, {below, bench.tag(Bench::consent), above})),
            "(and consent aum[(constant 1)..<(constant 2)])");
}

TEST(MakeMasks, SharesEqualPartsOfDifferentConditions) {
  Bench bench;
  const auto consent = bench.tag(Bench::consent);
  const auto rich = bench.make(Operation::less, {bench.money(1), bench.tag(Bench::aum)});
  const auto first = bench.make(Operation::conjunction, {consent, rich});
  const auto second = bench.make(Operation::conjunction, {rich, consent});
  const auto third = bench.make(Operation::disjunction, {rich, bench.make(Operation::negation, {first})});
  const MaskProgram masks = bench.masks({first, second, third});
  EXPECT_EQ(masks.roots[0], masks.roots[1]);
  EXPECT_EQ(masks.limits.size(), 1U);
  EXPECT_EQ(masks.nodes.size(), 5U);
  for (NodeId id = 0; id < masks.nodes.size(); ++id) {
    for (const NodeId operand : masks.operands_of(masks.nodes[id])) EXPECT_LT(operand, id);
  }
}

TEST(MakeMasks, LooksUpWhatReadsOneCodedColumn) {
  Bench bench;
  const auto prague = bench.make(Operation::equal, {bench.tag(Bench::city), bench.text("Praha")});
  const auto brno = bench.make(Operation::text_starts_with, {bench.tag(Bench::city), bench.text("Br")});
  EXPECT_EQ(bench.masks({bench.make(Operation::disjunction, {prague, brno})}).tables.size(), 1U);
  const MaskProgram negated = bench.masks({prague, bench.make(Operation::negation, {prague})});
  EXPECT_EQ(negated.tables.size(), 1U);
  EXPECT_EQ(negated.nodes[negated.roots[1]].kind, Kind::negation);
  EXPECT_EQ(bench.masks({bench.make(Operation::known, {bench.tag(Bench::city)})}).nodes.front().kind, Kind::table);
}

TEST(MakeMasks, TurnsSetsOfNeighboursIntoStretches) {
  Bench bench;
  const auto tier = bench.tag(Bench::tier);
  EXPECT_EQ(bench.text_of(bench.make(Operation::member, {tier, bench.tiers({1, 2, 3, 7})})),
            "(or tier[1..3] tier[7..7])");
  const auto scattered = bench.make(Operation::member, {tier, bench.tiers({1, 3, 5, 7})});
  EXPECT_EQ(bench.masks({scattered}).nodes.front().kind, Kind::table);
  bench.column(Bench::tier).storage = layout::ColumnStorage::integer32;
  EXPECT_EQ(bench.text_of(scattered), "(or tier[1..1] tier[3..3] tier[5..5] tier[7..7])");
}

TEST(MakeMasks, AsksWhatIsKnown) {
  Bench bench;
  const auto known = [&](Bench::Id id) { return bench.make(Operation::known, {id}); };
  EXPECT_EQ(bench.text_of(known(bench.tag(Bench::aum))), "is_known(aum)");
  EXPECT_EQ(bench.text_of(known(bench.tag(Bench::consent))), "is_known(consent)");
  EXPECT_EQ(bench.text_of(known(bench.tag(Bench::born))), "never");
  const auto rich = bench.make(Operation::less, {bench.money(1), bench.tag(Bench::aum)});
  EXPECT_EQ(bench.text_of(known(rich)), "(known aum[(constant 0.0001)<..])");
  bench.column(Bench::aum).nullable = false;
  EXPECT_EQ(bench.text_of(known(bench.tag(Bench::aum))), "always");
}

TEST(MakeMasks, SaysLessWhereLessIsEnough) {
  Bench bench;
  const auto consent = bench.tag(Bench::consent);
  EXPECT_EQ(bench.text_of(bench.make(Operation::conjunction, {consent, bench.truth(true), consent})), "consent");
  EXPECT_EQ(bench.text_of(bench.make(Operation::conjunction, {consent, bench.truth(false)})), "never");
  EXPECT_EQ(bench.text_of(bench.make(Operation::disjunction, {consent, bench.truth(Unknown{})})),
            "(or consent missing)");
  const auto twice = bench.make(Operation::negation, {bench.make(Operation::negation, {consent})});
  EXPECT_EQ(bench.text_of(twice), "consent");
}

TEST(MakeMasks, LeavesTheRestToRowsAndLast) {
  Bench bench;
  const auto named = bench.make(Operation::equal, {bench.tag(Bench::name), bench.text("Li")});
  const auto rich = bench.make(Operation::less, {bench.money(1), bench.tag(Bench::aum)});
  EXPECT_EQ(bench.text_of(bench.make(Operation::conjunction, {named, rich, bench.tag(Bench::consent)})),
            "(and consent aum[(constant 0.0001)<..] row(equal (tag name) (constant \"Li\")))");
}

TEST(MakeMasks, LeavesTheLocalClockToRowsWhereItDiffersByCustomer) {
  Bench bench;
  const auto seen = bench.tag(Bench::seen);
  const auto today = bench.make(Operation::less_equal, {bench.moment(ir::Moment::Base::today, {}), seen});
  const auto an_hour_ago = bench.make(Operation::less_equal, {bench.moment(ir::Moment::Base::now, {}), seen});
  EXPECT_EQ(bench.masks({today}).nodes.front().kind, Kind::at_least);
  bench.name_zone_tag(Bench::name);
  EXPECT_EQ(bench.masks({today}).nodes.front().kind, Kind::row);
  EXPECT_EQ(bench.masks({an_hour_ago}).nodes.front().kind, Kind::at_least);
}

}  // namespace
}  // namespace wend::masks
