#include <gtest/gtest.h>

#include "tests/unit/schema/read_for_test.hpp"

namespace wend::schema {
namespace {

TEST(ReadSchema, ReadsTheBanksOfTheRepository) {
  for (const char* path : {"/examples/bank/schema.json", "/tests/real/berka/schema.json"}) {
    const ReadText read(contents_of(WEND_SOURCE_DIRECTORY + std::string(path)));
    ASSERT_NE(read.schema, nullptr) << path << '\n' << read.said();
    EXPECT_EQ(read.said(), "") << path;
    EXPECT_FALSE(read.schema->tags.empty());
  }
}

}  // namespace
}  // namespace wend::schema
