// The grammar of Wend.
//
// Words are parsed by role: the rule `upToWord` is `up to`, or `最多`, or whatever else keywords.json gives that role. The
// rules whose names end in `Word`, and `name` (any word that is not reserved), are generated from it as WendWords.g4.
//
// Every declaration is parsed on its own (see compiler/syntax/outline.hpp), so the entries are `moduleHead`,
// `declaration` and `wholeExpression`. All choices are made by a few tokens of lookahead. Expressions are flat here, a
// list of operands with what stands between them; compiler/syntax/precedence.cpp gives operators their precedence, so
// neither a chain of thousands of operands nor one of thousands of `not` nests. Patterns are flat for the same reason.
parser grammar WendParser;

options { tokenVocab = WendLexer; }

import WendWords;

// What WORD and NUMBER become once they are told apart; see compiler/syntax/quantities.hpp.
tokens { INTEGER, DECIMAL, PERCENT, MONEY, SPAN, DISTANCE }

// --- declarations ---------------------------------------------------------------------------------------------------

moduleHead: moduleWord path parameters? EOF;

declaration:
    ( importDeclaration
    | tagDeclaration
    | segmentDeclaration
    | triggerDeclaration
    | goalDeclaration
    | metricDeclaration
    | journeyDeclaration
    | policyDeclaration
    | testDeclaration
    ) EOF;

wholeExpression: expression EOF;

importDeclaration:  importWord path arguments? (asWord name)?;
tagDeclaration:     tagWord name label? EQUAL expression;
segmentDeclaration: segmentWord name label? EQUAL expression;
triggerDeclaration: triggerWord name label? EQUAL pattern;
goalDeclaration:    goalWord name label? EQUAL pattern;
metricDeclaration:  metricWord name label? EQUAL expression;
journeyDeclaration: journeyWord name parameters? label? LEFT_BRACE journeyClause* RIGHT_BRACE;
policyDeclaration:  policyWord name label? LEFT_BRACE policyClause* RIGHT_BRACE;
testDeclaration:    testWord TEXT LEFT_BRACE testClause* RIGHT_BRACE;

label: TEXT;

// The type is all but the last name: `money CNY limit`, `set of tier tiers`.
parameters: LEFT_PARENTHESIS (parameter (COMMA parameter)* COMMA?)? RIGHT_PARENTHESIS;
parameter:  path path+ (EQUAL expression)?;

// --- journeys -------------------------------------------------------------------------------------------------------

journeyClause:
      versionWord INTEGER                                                               # versionClause
    | ownerWord TEXT                                                                    # ownerClause
    | onWord pattern                                                                    # onClause
    | forAudienceWord expression                                                        # audienceClause
    | whenWord expression                                                               # whenClause
    | purposeWord name                                                                  # purposeClause
    | priorityWord whole                                                                # priorityClause
    | reentryWord (neverWord | alwaysWord | afterWord span)                             # reentryClause
    | holdoutWord share                                                                 # holdoutClause
    | goalWord path (withinWord span)? andGoOnWord?                                     # goalClause
    | measureWord path                                                                  # measureClause
    | studyWord path untilWord DATE withWord INTEGER                                    # studyClause
    | exitOnWord pattern                                                                # exitOnClause
    | exitWhenWord expression                                                           # exitWhenClause
    | expiresWord afterWord span                                                        # expiresClause
    | perKeyWord path (inWord path condition?)?                                         # perClause
    | activeWord DATE RANGE DATE                                                        # activeClause
    | exclusiveWord name                                                                # exclusiveClause
    | migrateFromWord INTEGER LEFT_BRACE move* migrateRest? RIGHT_BRACE                 # migrateClause
    | stepsWord block                                                                   # stepsClause
    ;

move:        name ARROW name COMMA?;
migrateRest: otherwiseWord (keepWord | exitWord);

block: LEFT_BRACE step* RIGHT_BRACE;

step: sendWord path arguments stepName?                                                 # sendStep
    | placeWord path arguments forSpanWord span stepName?                               # placeStep
    | assignWord path arguments stepName?                                               # assignStep
    | grantWord path arguments stepName?
      (LEFT_BRACE grantAnswer* RIGHT_BRACE)?                                            # grantStep
    | setWord path EQUAL expression stepName?                                           # setStep
    | emitWord path arguments (toWord path)? stepName?                                  # emitStep
    | waitUntilWord expression ifPast? stepName?                                        # waitUntilStep
    | waitForAnyWord upToWord span stepName? LEFT_BRACE waitBranch* RIGHT_BRACE         # waitForAnyStep
    | waitForWord pattern upToWord span stepName? (LEFT_BRACE waitOutcome* RIGHT_BRACE)? # waitForStep
    | waitWord span stepName?                                                           # waitStep
    | chooseWord LEFT_BRACE stepBranch* RIGHT_BRACE                                     # chooseStep
    | splitWord name? LEFT_BRACE side* RIGHT_BRACE                                      # splitStep
    | repeatWord upToWord whole timesWord everySpanWord span (untilWord pattern)? block # repeatStep
    | eachWord name inWord path condition? upToWord whole block            # eachStep
    | startWord path arguments stepName?                                                # startStep
    | stopWord                                                                          # stopStep
    ;

stepName:    asWord name;
side:        share name block;
grantAnswer: (grantedWord | refusedWord) block;
ifPast:      ifPastWord (stopWord | skipWord);
waitOutcome: (seenWord | timeoutWord) block;
waitBranch:  seenWord pattern block | timeoutWord block;
stepBranch:  whenWord expression block | (otherwiseWord | unknownWord) block;

// --- policies -------------------------------------------------------------------------------------------------------

policyClause:
      appliesToWord expression                                                          # appliesClause
    | controlWord share                                                                 # controlClause
    | consentWord name requiresWord expression                                          # consentClause
    | sensitiveWord requireWord expression                                              # sensitiveClause
    | suitabilityWord expression                                                        # suitabilityClause
    | quietWord TIME RANGE TIME thenVerdictWord verdict                                 # quietClause
    | perSpanWord span atMostWord whole
      (acrossWord LEFT_BRACE path (COMMA path)* COMMA? RIGHT_BRACE)? thenVerdictWord verdict # capClause
    | arbitrateWord withinWord span                                                     # arbitrateClause
    | reserveWord whole reserveForWord priorityWord comparison whole                    # reserveClause
    ;

verdict:    delayWord | skipWord | stopWord;
comparison: EQUAL | NOT_EQUAL | LESS | LESS_OR_EQUAL | GREATER | GREATER_OR_EQUAL;

// --- tests ----------------------------------------------------------------------------------------------------------

testClause:
      givenWord fields                                                                  # givenClause
    | variantWord path                                                                  # variantClause
    | atTimeWord (DATE TIME? | PLUS SPAN) path fields?                                  # atClause
    | advanceWord SPAN                                                                  # advanceClause
    | expectWord noWord? expectation                                                    # expectClause
    ;

fields: LEFT_BRACE (field (COMMA field)* COMMA?)? RIGHT_BRACE;
field:  name COLON (expression | records);
records: LEFT_BRACE (fields (COMMA fields)* COMMA?)? RIGHT_BRACE;

expectation:
      (sendWord | placeWord | assignWord | grantWord | emitWord | startWord) path arguments?
    | setWord path (EQUAL expression)?
    | (goalWord | enterWord | exitWord | skipWord | triggerWord) path
    | thatWord expression
    ;

// --- patterns -------------------------------------------------------------------------------------------------------

// `P or Q`: a condition takes every `or` that follows it, so an alternative that ends in one stands in parentheses.
pattern:      alternative more* (condition | following more*)* (whenWord expression)?;
more:         orWord alternative;
alternative:
      LEFT_PARENTHESIS pattern RIGHT_PARENTHESIS                                        # groupAlternative
    | noWord path (asWord name)? condition? forSpanWord span                            # absenceAlternative
    | schedule                                                                          # scheduleAlternative
    | path (change | (asWord name)?)                                                    # eventAlternative
    ;
condition:    whereWord expression;
following:    thenEventWord noWord? path (asWord name)? condition? withinWord span;

change: (risesToWord | fallsToWord | risesAboveWord | fallsBelowWord | changesToWord) value
      | changesWord
      ;

schedule:
      (everyDayWord | weekday | everyMonthDayWord (INTEGER | SPAN) | everyMonthEndWord) TIME
    | onceWord DATE TIME
    ;
weekday: everyMondayWord | everyTuesdayWord | everyWednesdayWord | everyThursdayWord | everyFridayWord | everySaturdayWord
       | everySundayWord;

// --- expressions ----------------------------------------------------------------------------------------------------

expression: term (infix term)*;
term:       prefix* operand postfix*;
value:      term (arithmetic term)*;

prefix:     notWord | sinceWord | MINUS;
infix:      andWord | orWord | comparison | inWord | containsAnyWord | containsWord | startsWithWord | RANGE | RANGE_BELOW
          | arithmetic | defaultWord;
arithmetic: PLUS | MINUS | STAR | SLASH;
postfix:    isKnownWord | isMissingWord | atEntryWord | atOffsetWord PLUS span | overWord path;

operand:
      literal
    | chooseValue
    | timeRange
    | LEFT_PARENTHESIS expression RIGHT_PARENTHESIS members?
    | path (arguments members?)?
    ;
members: (DOT name)+;

literal:
      trueWord | falseWord
    | quantity
    | TEXT
    | DATE TIME?
    | TIME
    | LEFT_BRACE (expression (COMMA expression)* COMMA?)? RIGHT_BRACE
    ;

chooseValue: chooseWord LEFT_BRACE valueBranch* RIGHT_BRACE;
valueBranch: whenWord expression thenValueWord expression | otherwiseWord expression | unknownWord expression;

timeRange:
      (lastWord | nextWord) span
    | todayWord
    | thisWeekWord | thisMonthWord | thisYearWord
    | previousWeekWord | previousMonthWord | previousYearWord
    ;

arguments: LEFT_PARENTHESIS (argument (COMMA argument)* COMMA?)? RIGHT_PARENTHESIS;
argument:  (name COLON)? earlierWord? expression (asWord name)? condition?;

// A span of time: `30 days`, or the name of a module's parameter.
whole: INTEGER | path;
share: PERCENT | path;
span: SPAN | path | LEFT_PARENTHESIS expression RIGHT_PARENTHESIS;

path:     name (DOT name)*;
quantity: INTEGER | DECIMAL | PERCENT | MONEY | SPAN | DISTANCE;
