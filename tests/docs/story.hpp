// Pages that tell how something is made from nothing: their blocks write files, and their commands are run beside them.
//
//     ```wend file campaigns/payroll.wend       the block is this file
//     ```wend append campaigns/payroll.wend     the block follows what the file has, after an empty line
//
// Of such a page every command is run in one folder of its own, which has the repository's `examples` and begins empty
// else; of any other page in the repository's root.
#pragma once

#include <filesystem>
#include <string>

#include "tests/docs/pages.hpp"

namespace wend::docs {

// Whether the block writes a file.
[[nodiscard]] bool writes_file(const Block& block);

// Where the commands of a page are run; a folder that is made for it goes with this object.
class Stage {
 public:
  explicit Stage(const std::vector<Block>& page);
  Stage(const Stage&) = delete;
  Stage& operator=(const Stage&) = delete;
  ~Stage();

  void write(const Block& block) const;
  [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }

 private:
  std::filesystem::path folder_;
  bool is_own_ = false;
};

}  // namespace wend::docs
