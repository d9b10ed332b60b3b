// Wend inside a C++ program: everything an embedder includes.
//
//     namespace host = wend::host;
//
//     host::Result<host::Program> program = host::compile({"schema.json", schema}, {{"journeys.wend", journeys}});
//     if (!program) return show(program.error().diagnostics);
//
//     host::Result<host::Engine> engine = host::Engine::open(*program);
//     engine->load("2873", start, {{"tier", "gold"}, {"aum", host::Money::of(80'000, "CNY")}});
//     engine->publish({.id = "695247", .type = "deposit", .customer = "2873", .time = at, .fields = {…}});
//     engine->advance(at + std::chrono::days(3));
//     for (const host::Effect& effect : *engine->take_effects()) …
//
// What holds for all of it:
//   - Errors are values: nothing throws, nothing is printed, nothing ends the process; a function that can fail returns
//     a Result, or says what it gives instead. Where memory runs out it is a Fault::out_of_memory; only compile and
//     Predicate::condition may not come back from that, for the parser's library does not.
//   - Ownership: what goes in is borrowed for the time of the call, what comes out is the caller's. Copying a
//     Program is cheap. A moved-from object may be destroyed or assigned to, no more.
//   - Threads: a Program, a Predicate and an Audience may be used from any number of threads at once; a Binding,
//     NameLists and an Engine belong to one thread at a time. No call needs more than 256 kB of stack.
//   - Texts are UTF-8. Times are std::chrono::sys_time in microseconds: UTC, years 1 to 9999.
//   - Link with Wend::wend of find_package(Wend). Host and library need the same C++ standard library.
#pragma once

#include <wend/binding.hpp>
#include <wend/columns.hpp>
#include <wend/engine.hpp>
#include <wend/field.hpp>
#include <wend/name_lists.hpp>
#include <wend/native.hpp>
#include <wend/predicate.hpp>
#include <wend/program.hpp>
#include <wend/result.hpp>
#include <wend/value.hpp>
