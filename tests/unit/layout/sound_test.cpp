#include <gtest/gtest.h>

#include <array>
#include <cstring>
#include <random>
#include <string>
#include <vector>

#include "compiler/layout/row_layout.hpp"

namespace wend::layout {
namespace {

const std::vector<Type> kTypes{type_of(TypeKind::integer), type_of(TypeKind::text), set_of_enumeration(0),
                               set_of_text()};
const std::vector<std::int32_t> kOrdinals{1, 2, 5};
const std::vector<std::string> kTexts{"alpha", "beta"};

class SoundTest : public testing::Test {
 protected:
  SoundTest() {
    append_row(layout_,
               std::vector<Value>{std::int64_t{1}, std::string_view("text"), Ordinals(kOrdinals), Texts(kTexts)},
               block_);
  }

  Texts::Entry& entry_of(std::uint32_t field) { return entry_at(layout_.fields[field].offset); }
  Texts::Entry& entry_at(std::size_t offset) { return *reinterpret_cast<Texts::Entry*>(block_.data() + offset); }
  [[nodiscard]] bool sound() const { return is_sound(layout_, block_); }

  RowLayout layout_ = dense_layout(kTypes);
  std::vector<std::byte> block_;
};

TEST_F(SoundTest, AcceptsWhatWasWritten) {
  EXPECT_TRUE(sound());
}

TEST_F(SoundTest, RejectsARowCutAnywhere) {
  for (std::size_t size = 0; size < block_.size(); ++size) {
    EXPECT_FALSE(is_sound(layout_, std::span(block_).first(size))) << size;
  }
}

TEST_F(SoundTest, RejectsTextThatEndsOutside) {
  entry_of(1).size = static_cast<std::uint32_t>(block_.size());
  EXPECT_FALSE(sound());
}

TEST_F(SoundTest, RejectsOffsetsThatWouldWrapAround) {
  entry_of(1) = {0xFFFF'FFFF, 0xFFFF'FFFF};
  EXPECT_FALSE(sound());
  entry_of(1) = {0, 0};
  entry_of(2) = {0xFFFF'FFFC, 0x4000'0001};
  EXPECT_FALSE(sound());
}

TEST_F(SoundTest, RejectsUnalignedArrays) {
  entry_of(2).offset += 1;
  EXPECT_FALSE(sound());
}

TEST_F(SoundTest, RejectsSetsThatAreNotSortedOrHaveDoubles) {
  auto* ordinals = reinterpret_cast<std::int32_t*>(block_.data() + entry_of(2).offset);
  ordinals[1] = 1;
  EXPECT_FALSE(sound());
  ordinals[1] = 7;
  EXPECT_FALSE(sound());
  ordinals[1] = 2;
  EXPECT_TRUE(sound());
  std::swap(entry_at(entry_of(3).offset), entry_at(entry_of(3).offset + sizeof(Texts::Entry)));
  EXPECT_FALSE(sound());
}

TEST_F(SoundTest, RejectsTextsInASetThatEndOutside) {
  entry_at(entry_of(3).offset).size = 0xFFFF'FFF0;
  EXPECT_FALSE(sound());
}

TEST_F(SoundTest, RejectsRowsThatAreNotAligned) {
  std::vector<std::byte> shifted(block_.size() + 1);
  std::memcpy(shifted.data() + 1, block_.data(), block_.size());
  EXPECT_FALSE(is_sound(layout_, std::span(shifted).subspan(1)));
}

TEST_F(SoundTest, LooksAtKnownFieldsAlone) {
  entry_of(1) = {0xFFFF'FFFF, 0xFFFF'FFFF};
  block_[layout_.fields[1].missing_offset] &= ~(std::byte{1} << layout_.fields[1].missing_bit);
  EXPECT_TRUE(sound());
}

// Reads everything there is, for the sanitizers to watch.
std::size_t touch(const RowLayout& layout, const std::byte* data) {
  std::size_t touched = row_size(layout, data);
  for (std::uint32_t field = 0; field < layout.fields.size(); ++field) {
    const OwnedValue value = own(load({&layout, data}, field));
    touched += value.index();
  }
  return touched;
}

TEST_F(SoundTest, NeverLetsAReaderLeaveTheRowWhateverTheBytes) {
  std::mt19937_64 random(20'260'302);
  const std::vector<std::byte> original = block_;
  std::size_t accepted = 0;
  for (int round = 0; round < 50'000; ++round) {
    block_ = original;
    for (int changes = 0; changes < 3; ++changes) block_[random() % block_.size()] = static_cast<std::byte>(random());
    if (!sound()) continue;
    ++accepted;
    EXPECT_GE(touch(layout_, block_.data()), layout_.fixed_size);
  }
  EXPECT_GT(accepted, 0U);
}

}  // namespace
}  // namespace wend::layout
