#include "compiler/format/document.hpp"

#include <algorithm>

#include "compiler/diagnostics/display.hpp"

namespace wend::format {

namespace {

using diagnostics::columns_of;

Document made(Document::Kind kind, Documents parts) {
  Document document;
  document.kind = kind;
  document.broken = std::ranges::any_of(parts, [](const Document& part) { return part.broken; });
  document.parts = std::move(parts);
  return document;
}

Document line_of(std::string flat, bool broken, bool blank) {
  Document document;
  document.kind = Document::Kind::line;
  document.text = std::move(flat);
  document.broken = broken;
  document.blank = blank;
  return document;
}

class Renderer {
 public:
  explicit Renderer(std::size_t width) : width_(width) {}

  std::string run(const Document& document) {
    pending_.push_back({&document, 0, true});
    while (!pending_.empty()) {
      const Piece piece = pending_.back();
      pending_.pop_back();
      put(piece);
    }
    end_line();
    return std::move(out_);
  }

 private:
  struct Piece {
    const Document* document;
    std::size_t indent;
    bool broken;
  };

  void put(const Piece& piece) {
    const Document& document = *piece.document;
    switch (document.kind) {
      case Document::Kind::text: write(document.text); break;
      case Document::Kind::line:
        if (piece.broken) {
          break_line(piece.indent, document.blank);
        } else {
          write(document.text);
        }
        break;
      case Document::Kind::sequence: push(document.parts, piece.indent, piece.broken); break;
      case Document::Kind::group: push(document.parts, piece.indent, document.broken || !fits(document)); break;
      case Document::Kind::indent: push(document.parts, piece.indent + document.columns, piece.broken); break;
      case Document::Kind::trailing: comment_.append(" ").append(document.text); break;
    }
  }

  void push(const Documents& parts, std::size_t indent, bool broken) {
    for (auto part = parts.rbegin(); part != parts.rend(); ++part) pending_.push_back({&*part, indent, broken});
  }

  // Whether the group, and what follows it up to the next line break, fits on this line.
  [[nodiscard]] bool fits(const Document& group) const {
    std::vector<Piece> pieces{{&group, 0, false}};
    std::size_t following = pending_.size();
    std::size_t column = column_;
    while (column <= width_) {
      if (pieces.empty()) {
        if (following == 0) return true;
        pieces.push_back(pending_[--following]);
      }
      const Piece piece = pieces.back();
      pieces.pop_back();
      const Document& document = *piece.document;
      if (document.kind == Document::Kind::text) column += columns_of(document.text);
      if (document.kind == Document::Kind::line) {
        if (piece.broken) return true;
        column += document.text.size();
      }
      for (auto part = document.parts.rbegin(); part != document.parts.rend(); ++part) {
        pieces.push_back({&*part, 0, piece.broken || (document.kind == Document::Kind::group && document.broken)});
      }
    }
    return false;
  }

  void write(std::string_view text) {
    if (text.empty()) return;
    out_.append(text);
    column_ += columns_of(text);
  }

  void break_line(std::size_t indent, bool blank) {
    end_line();
    if (blank) out_ += '\n';
    out_.append(indent, ' ');
    column_ = indent;
  }

  void end_line() {
    out_.append(std::exchange(comment_, {}));
    while (out_.ends_with(' ')) out_.pop_back();
    if (!out_.empty()) out_ += '\n';
  }

  std::size_t width_;
  std::string out_;
  std::string comment_;  // waits for the end of the line
  std::size_t column_ = 0;
  std::vector<Piece> pending_;  // the next one last
};

}  // namespace

Document text(std::string text) {
  Document document;
  document.kind = Document::Kind::text;
  document.text = std::move(text);
  return document;
}

Document line() {
  return line_of(" ", false, false);
}
Document soft_line() {
  return line_of("", false, false);
}
Document wide_line() {
  return line_of("  ", false, false);
}
Document hard_line() {
  return line_of("", true, false);
}
Document blank_line() {
  return line_of("", true, true);
}

Document sequence(Documents parts) {
  return made(Document::Kind::sequence, std::move(parts));
}
Document group(Documents parts, bool broken) {
  Document document = made(Document::Kind::group, std::move(parts));
  document.broken |= broken;
  return document;
}
Document indent(Documents parts, std::size_t columns) {
  Document document = made(Document::Kind::indent, std::move(parts));
  document.columns = columns;
  return document;
}

Document trailing(std::string comment) {
  Document document;
  document.kind = Document::Kind::trailing;
  document.text = std::move(comment);
  document.broken = true;
  return document;
}

Documents joined(Documents parts, const Document& between) {
  Documents all;
  for (Document& part : parts) {
    if (!all.empty()) all.push_back(between);
    all.push_back(std::move(part));
  }
  return all;
}

std::string render(const Document& document, std::size_t width) {
  return Renderer(width).run(document);
}

}  // namespace wend::format
