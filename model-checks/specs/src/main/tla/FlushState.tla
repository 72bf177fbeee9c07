\* SPDX-License-Identifier: Apache-2.0
----------------------------- MODULE FlushState -----------------------------
(***************************************************************************)
(* This module says what there is in the kernel: the constants, the        *)
(* variables, and where all of it begins.  FlushKernel names the modules   *)
(* that stand on it.                                                       *)
(*                                                                         *)
(* More than one of them needs the words at the end.  Those words say      *)
(* where a call or the task is, and what a step of the handle leaves       *)
(* alone.                                                                  *)
(***************************************************************************)
EXTENDS Naturals, Sequences, FiniteSets

CONSTANTS
  Callers,     \* threads that share the handle
  Flushes,     \* how many buffers are submitted at most
  MaxAttempt,  \* attempts are counted up to here: the last number stands for all from there on
  Deaths,      \* how many calls may die of an Error
  Abandons,    \* whether the handle may become unreachable
  LongPauses,  \* whether a policy may ask for a pause that never elapses
  Fault        \* "none", or what is broken on purpose

VARIABLES
  handle,      \* the state of FlushHandle
  calls,       \* for each caller, the call that is under way, with its locals
  book,        \* what the handle knows: the flush that the kernel holds, and the one being filled
  died,        \* how many calls died
  requests,    \* channel from handle to task
  recycled,    \* channel from task to handle; its terminal value is the outcome
  task,        \* the task, with its locals
  own,         \* the buffers that the callers hold
  remains,     \* what reclaim will hand out
  cancelled,   \* the token
  guard,       \* whether the gate waits for the task
  content,     \* for each buffer the number of the flush that it was filled for
  marked,      \* the flushes that the task says are written; 0, the spare, has nothing to write
  written,     \* the flushes of which the bytes are in the file
  history      \* what properties need to know about the past; no action looks at it

vars == <<handle, calls, book, died, requests, recycled, task, own, remains, cancelled, guard,
          content, marked, written, history>>

Buffers == {1, 2}
Spare == 2

\* A request is a buffer and the number of the flush, which stands for its offset too.
Requests == INSTANCE Channel WITH
  chan <- requests, sender <- "unused", receiver <- "unused",
  Items <- [buffer : Buffers, flush : 0..Flushes], Terminals <- {"drop", "keep", "set"}
Recycled == INSTANCE Channel WITH
  chan <- recycled, sender <- "unused", receiver <- "unused",
  Items <- [buffer : Buffers, flush : 0..Flushes], Terminals <- {}

Ended == {"FAILED", "SHUT"}
Unreachable == {"ABANDONED", "DROPPED", "LEFT"}
Idle == [at |-> "idle", op |-> "none", refused |-> FALSE, clean |-> <<>>]
Nothing == [clean |-> <<>>, unflushed |-> <<>>, writer |-> FALSE, error |-> "none"]

Init ==
  /\ handle = "NEW"
  /\ calls = [c \in Callers |-> Idle]
  /\ book = [held |-> <<>>, free |-> <<>>]
  /\ died = 0
  /\ requests = Requests!EmptyChannel
  /\ recycled = Recycled!EmptyChannel
  /\ task = [at |-> "none", op |-> "none", attempt |-> 0, hand |-> <<>>, error |-> "none"]
  /\ own = Buffers
  /\ remains = Nothing
  /\ cancelled = FALSE
  /\ guard = TRUE
  /\ content = [b \in Buffers |-> 0]
  /\ marked = {0}
  /\ written = {}
  /\ history = [submitted |-> 0, unflushed |-> {}, length |-> "kept", ended |-> FALSE,
                late |-> 0, interrupted |-> FALSE]

----------------------------------------------------------------------------
(* Words for the handle and for the task.                                  *)

Goes(c, at) == calls' = [calls EXCEPT ![c].at = at]
Returns(c) == calls' = [calls EXCEPT ![c] = Idle]

\* What the handle's side leaves alone in most steps.
TaskKeeps == UNCHANGED <<task, cancelled, guard, marked, written>>
BookKeeps == UNCHANGED <<book, died>>

Called(c, ops) == calls[c].at = "called" /\ calls[c].op \in ops

\* Where a call can be once it is in the handle.
InCallAt == {"send", "receive", "return", "close", "let go", "await", "end"}

TaskAt(at) == task.at = at
=============================================================================
