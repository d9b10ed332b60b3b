#include "runtime/engine/native_library.hpp"

#include <gtest/gtest.h>

#include "compiler/ir/builder.hpp"
#include "runtime/value/truth.hpp"

namespace wend::engine {
namespace {

class NativeLibraryTest : public testing::Test {
 protected:
  NativeLibraryTest() {
    program_.schema = std::make_shared<schema::Schema>();
    condition_ = build_.constant(type_of(TypeKind::boolean), true);
  }

  ir::Program program_;
  ir::Builder build_{program_};
  ir::ExpressionId condition_ = ir::kNone;
};

TEST_F(NativeLibraryTest, IsFoundFromTheProgramThatLooksForIt) {
  const Result<NativeLibrary> library = NativeLibrary::open();
  ASSERT_TRUE(library) << library.error().message;
  const layout::NativeRequest request{.condition = condition_};
  const Result<NativeCode> code = library->compile(program_, std::span(&request, 1));
  ASSERT_TRUE(code) << code.error().message;
  const layout::Frame frame;
  EXPECT_EQ(static_cast<Truth>(code->predicates()[0](&frame)), Truth::yes);
}

TEST_F(NativeLibraryTest, IsKeptOpenByWhatItCompiled) {
  std::optional<NativeCode> kept;
  {
    const Result<NativeLibrary> library = NativeLibrary::open();
    ASSERT_TRUE(library);
    const layout::NativeRequest request{.condition = condition_};
    Result<NativeCode> code = library->compile(program_, std::span(&request, 1), layout::NativeEffort::optimised);
    ASSERT_TRUE(code);
    kept = std::move(*code);
  }
  const layout::Frame frame;
  EXPECT_EQ(static_cast<Truth>(kept->predicates()[0](&frame)), Truth::yes);
}

TEST_F(NativeLibraryTest, SaysWhatCannotBeCompiled) {
  const Result<NativeLibrary> library = NativeLibrary::open();
  ASSERT_TRUE(library);
  const layout::NativeRequest request{.condition = 17};
  const Result<NativeCode> code = library->compile(program_, std::span(&request, 1));
  ASSERT_FALSE(code);
  EXPECT_EQ(code.error().message, "condition 17 is not in the program");
}

TEST(NativeLibrary, ThatIsNotThereSaysSo) {
  const Result<NativeLibrary> library = NativeLibrary::open("/nowhere/libwend-jit.so");
  ASSERT_FALSE(library);
  EXPECT_NE(library.error().message.find("/nowhere/libwend-jit.so"), std::string::npos) << library.error().message;
}

TEST(NativeLibrary, ThatIsNotOursSaysSo) {
  const Result<NativeLibrary> library = NativeLibrary::open("libz.so.1");
  ASSERT_FALSE(library);
  EXPECT_NE(library.error().message.find(layout::kNativeEntry), std::string::npos) << library.error().message;
}

}  // namespace
}  // namespace wend::engine
