// The tokens of Wend, before words and quantities are told apart.
//
// Punctuation of an input method (（ ） ， ： ＝ ％ …) is read as its ASCII twin. A word is a WORD here; the keyword table
// (keywords.json) turns it into a keyword afterwards, and a number is joined with its unit there too. What is a common
// slip (`==`, `2026-3-2`, an unclosed text) is a token of its own, so that its message can say what to write instead.
lexer grammar WendLexer;

SPACE:      [ \t\r\n\u000B\u000C\u00A0\u2000-\u200B\u202F\u3000\uFEFF]+ -> skip;
COMMENT:    ('//' | '／／') ~[\r\n]* -> channel(HIDDEN);
// Slips: the comments of Python and shells, SQL (after a space: `--x` is a number taken twice from nothing), C.
HASH_COMMENT:  [#＃] ~[\r\n]*;
DASH_COMMENT:  [ \t\r\n]+ '--' [ \t\u3000] ~[\r\n]*;
BLOCK_COMMENT: '/*' .*? '*/';

WORD:       [_\p{XID_Start}] [\p{XID_Continue}]*;
QUOTED:     '`' ~[`\r\n]+ '`' | '「' ~[」\r\n]+ '」';
TEXT:       '"' ('\\' ~[\r\n] | ~["\\\r\n])* '"'
          | '“' ('\\' ~[\r\n] | ~[”\\\r\n])* '”'
          | '＂' ('\\' ~[\r\n] | ~[＂\\\r\n])* '＂';

DATE:       YEAR HYPHEN DIGIT DIGIT HYPHEN DIGIT DIGIT;
TIME:       DIGIT DIGIT COLON_MARK DIGIT DIGIT (COLON_MARK DIGIT DIGIT)?;
// Slips: `2026-3-2`, `2026/3/2`, `2.3.2026`, `2026年3月2日`, `2026-03-02T10:00`, `9:30`.
LOOSE_DATE: YEAR HYPHEN DIGIT DIGIT? HYPHEN DIGIT DIGIT?
          | YEAR [/／] DIGIT DIGIT? [/／] DIGIT DIGIT?
          | YEAR [.．] DIGIT DIGIT? [.．] DIGIT DIGIT?
          | DIGIT DIGIT? [.．] DIGIT DIGIT? [.．] YEAR
          | DIGIT DIGIT? [/／] DIGIT DIGIT? [/／] YEAR
          | YEAR '年' DIGIT DIGIT? '月' DIGIT DIGIT? [日号];
LOOSE_TIME: DIGIT COLON_MARK DIGIT DIGIT (COLON_MARK DIGIT DIGIT)?;
JOINED_MOMENT: YEAR HYPHEN DIGIT DIGIT HYPHEN DIGIT DIGIT 'T' [0-9:.Z+]*;
// With all that is glued to it: `50k`, `5万元`, `30天`, `5000元且`.
NUMBER:     DIGIT+ ('_' DIGIT+)* ([.．] DIGIT+)? ([\p{XID_Start}] [\p{XID_Continue}]*)?;

LEFT_PARENTHESIS:  '(' | '（';
RIGHT_PARENTHESIS: ')' | '）';
LEFT_BRACE:        '{' | '｛';
RIGHT_BRACE:       '}' | '｝';
LEFT_BRACKET:      '[' | '［' | '【';
RIGHT_BRACKET:     ']' | '］' | '】';
COMMA:             ',' | '，' | '、';
COLON:             COLON_MARK;
DOT:               [.．];
ARROW:             [-－] [>＞];
RANGE:             '..' | '．．';
RANGE_BELOW:       '..' [<＜];
EQUAL:             [=＝];
NOT_EQUAL:         [!！] [=＝] | '≠';
LESS_OR_EQUAL:     [<＜] [=＝] | [≤≦];
GREATER_OR_EQUAL:  [>＞] [=＝] | [≥≧];
LESS:              [<＜];
GREATER:           [>＞];
PLUS:              [+＋];
MINUS:             HYPHEN;
STAR:              [*＊×];
SLASH:             [/／÷];
PERCENT_SIGN:      [%％];

// More slips.
DOUBLE_EQUAL:      [=＝] [=＝]+;
SWAPPED_OPERATOR:  [=＝] [<＜>＞] | [<＜>＞!！] [=＝] [=＝]+ | [!！] [<＜>＞];
ANGLES:            [<＜] [>＞];
AMPERSANDS:        [&＆]+;
BARS:              [|｜]+;
EXCLAMATION:       [!！];
SEMICOLON:         [;；。];
MONEY_SIGN:        [$＄¥￥€£];
WAVE:              [~～〜–] | '—' '—'? | '…' '…'? | '...';
CIRCUMFLEX:        '^';
QUESTION_MARK:     [?？];
// Texts in marks that open none.
SINGLE_QUOTED:     '\'' ~['\r\n]* '\'' | '‘' ~[’\r\n]* '’' | '”' ~[“”\r\n]* [“”] | '『' ~[』\r\n]* '』'
          | '《' ~[》\r\n]* '》';
UNCLOSED_TEXT:     '"' ('\\' ~[\r\n] | ~["\\\r\n])*
          | '“' ('\\' ~[\r\n] | ~[”\\\r\n])*
          | '＂' ('\\' ~[\r\n] | ~[＂\\\r\n])*;
UNCLOSED_NAME:     [`「] ~[`」\r\n]*;
STRANGE:           .;

fragment DIGIT:      [0-9０-９];
fragment YEAR:       DIGIT DIGIT DIGIT DIGIT;
fragment HYPHEN:     [-－−];
fragment COLON_MARK: [:：];
