// Which of Arrow's types a tag may come in.
#include "tests/differential/arrow_columns.hpp"

namespace wend::differential {

ArrowChoice random_choice(Random& random, const schema::Schema& schema, const Type& type) {
  const auto texts = [&] { return random.pick<std::string>({"u", "U"}); };
  const auto codes = [&] { return random.pick<std::string>({"c", "C", "s", "S", "i", "I", "l", "L"}); };
  if (random.chance(5)) return {};
  switch (type.kind) {
    case TypeKind::boolean: return {.format = "b"};
    case TypeKind::integer:
    case TypeKind::number:
    case TypeKind::money:
    case TypeKind::distance:
      return {.format = random.pick<std::string>({"c", "C", "s", "S", "i", "I", "l", "l", "L", "f", "g", "g", "d:38,0",
                                                  "d:19,4", "d:20,6,128", "d:30,9", "d:12,2"})};
    case TypeKind::duration: return {.format = random.pick<std::string>({"tDs", "tDm", "tDu", "tDn"})};
    case TypeKind::period: return {.format = "tiM"};
    case TypeKind::date: return {.format = random.pick<std::string>({"tdD", "tdm"})};
    case TypeKind::time:
      return {.format =
                  random.pick<std::string>({"tss:UTC", "tsm:Asia/Shanghai", "tsu:", "tsu:UTC", "tsn:UTC", "tsm:"})};
    case TypeKind::time_of_day: return {.format = random.pick<std::string>({"tts", "ttm", "ttu", "ttn"})};
    case TypeKind::text:
    case TypeKind::customer:
      if (random.chance(50)) return {.format = texts()};
      return {.format = codes(), .inner_format = texts()};
    case TypeKind::enumeration:
    case TypeKind::product:
      if (random.chance(30)) return {.format = random.pick<std::string>({"c", "S", "i", "l"}), .labelled = true};
      if (random.chance(50)) return {.format = texts()};
      return {.format = codes(), .inner_format = texts()};
    case TypeKind::set:
      if (random.chance(50)) return {.format = random.pick<std::string>({"+l", "+L"}), .inner_format = texts()};
      return {.format = random.pick<std::string>({"+l", "+L"}), .inner_format = texts(), .index_format = codes()};
    case TypeKind::place: return {.format = "+s"};
    case TypeKind::list: {
      ArrowChoice choice{.format = random.pick<std::string>({"+l", "+L"})};
      for (const schema::Field& field : schema.lists[type.detail].fields) {
        choice.fields.push_back(random_choice(random, schema, field.type));
      }
      return choice;
    }
  }
  return {};
}

}  // namespace wend::differential
