\* SPDX-License-Identifier: Apache-2.0
----------------------------- MODULE FlushKernel -----------------------------
(***************************************************************************)
(* dev.sluice.kernel.FlushHandle and FlushTask over two channels, with     *)
(* callers that may do anything in any order, a writer that may fail, fail *)
(* for good or throw, and somebody who may cancel the token.               *)
(*                                                                         *)
(* An action's name starts with the ids of the transitions that it is.  An *)
(* action with no id is a step that the design has no word for.  One       *)
(* action is one access to what another thread can see.                    *)
(*                                                                         *)
(* events.tsv says which of them the code shows, by which events.          *)
(***************************************************************************)
EXTENDS Naturals, Sequences, FiniteSets, TLC

CONSTANTS
  Callers,     \* threads that share the handle
  Flushes,     \* how many buffers are submitted at most
  MaxAttempt,  \* attempts are counted up to here: the last number stands for all from there on
  Deaths,      \* how many calls may die of an Error
  Abandons,    \* whether the handle may become unreachable
  LongPauses,  \* whether a policy may ask for a pause that nobody lives to see the end of
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
(* The handle.                                                             *)

Goes(c, at) == calls' = [calls EXCEPT ![c].at = at]
Returns(c) == calls' = [calls EXCEPT ![c] = Idle]

\* What the handle's side leaves alone in most steps.
TaskKeeps == UNCHANGED <<task, cancelled, guard, marked, written>>
BookKeeps == UNCHANGED <<book, died>>

\* H1: spawn.  The spare is the first recycled buffer.
H1_Spawned ==
  /\ handle = "NEW"
  /\ handle' = "OPEN"
  /\ recycled' = [recycled EXCEPT !.pending = <<[buffer |-> Spare, flush |-> 0]>>]
  /\ book' = [book EXCEPT !.held = <<[buffer |-> Spare, flush |-> 0]>>]
  /\ own' = own \ {Spare}
  /\ task' = [task EXCEPT !.at = "IDLE"]
  /\ UNCHANGED <<calls, died, requests, remains, cancelled, guard, content, marked, written, history>>

\* H2: spawn refused by the thread factory: guard, buffer and writer stay the caller's.
H2_Refused ==
  /\ handle = "NEW"
  /\ handle' = "NONE"
  /\ UNCHANGED <<calls, book, died, requests, recycled, task, own, remains, cancelled, guard, content,
                 marked, written, history>>

\* A caller calls.  Nothing is shared yet.  Calls after the end are never too many: they throw.
Call(c, op) ==
  /\ handle \notin {"NEW", "NONE"} \cup Unreachable
  /\ calls[c].at = "idle"
  /\ calls' = [calls EXCEPT ![c].at = "called", ![c].op = op]
  /\ UNCHANGED <<handle, requests, recycled, own, remains, content, history>>
  /\ TaskKeeps /\ BookKeeps

FlushesCalled == Cardinality({c \in Callers : calls[c].at = "called" /\ calls[c].op = "flush"})

\* Some caller calls flush.  It counts as submitted from here on, or too many could be under way.
CallFlush(c) ==
  /\ handle \in Ended \/ history.submitted + FlushesCalled < Flushes
  /\ Call(c, "flush")

\* And so on for the others.  The lone conjunct is there for TLC, which gives the step this name.
CallShutdownKeep(c) == /\ Call(c, "keep")
CallShutdownSet(c) == /\ Call(c, "set")
CallClose(c) == /\ Call(c, "close")
CallDetach(c) == /\ Call(c, "detach")
CallReclaim(c) == /\ Call(c, "reclaim")

Called(c, ops) == calls[c].at = "called" /\ calls[c].op \in ops

\* The one change that lets one caller in (E3): a compare-and-set to IN_CALL.
EntersFrom(states) ==
  /\ handle \in states \/ (Fault = "enter_without_cas" /\ handle = "IN_CALL")
  /\ handle' = "IN_CALL"

\* H3: OPEN, flush called.  The caller has filled its buffer by now, and the handle notes it.
H3_EnterFlush(c) ==
  /\ Called(c, {"flush"}) /\ EntersFrom({"OPEN"})
  /\ \E b \in own :
       LET flush == history.submitted + 1 IN
       /\ own' = own \ {b}
       /\ content' = [content EXCEPT ![b] = flush]
       /\ calls' = [calls EXCEPT ![c].at = "send"]
       /\ book' = [book EXCEPT !.free = <<[buffer |-> b, flush |-> flush]>>]
       /\ history' = [history EXCEPT !.submitted = flush]
  /\ UNCHANGED <<died, requests, recycled, remains>> /\ TaskKeeps

\* H3: the request is sent, as soon as the task has taken the one before.
H3_Sent(c) ==
  /\ calls[c].at = "send"
  /\ Requests!Put(book.free[1])
  /\ calls' = [calls EXCEPT ![c].at = "receive"]
  /\ content' = IF Fault = "cleared_at_send"
                THEN [content EXCEPT ![book.free[1].buffer] = 0] ELSE content
  /\ UNCHANGED <<handle, recycled, own, remains, history>> /\ TaskKeeps /\ BookKeeps

\* H4: IN_CALL, a recycled buffer is received: this is where a caller waits for a slow writer.
H4_Received(c) ==
  /\ calls[c].at = "receive"
  /\ recycled.pending # <<>>
  /\ Recycled!Take(recycled.pending[1])
  /\ calls' = [calls EXCEPT ![c].at = "return", ![c].clean = <<recycled.pending[1].buffer>>]
  /\ UNCHANGED <<handle, requests, own, remains, content, history>> /\ TaskKeeps /\ BookKeeps

\* H4: only now, with all else in place, the handle is open again.
H4_FlushReturns(c) ==
  /\ calls[c].at = "return"
  /\ handle' = "OPEN"
  /\ own' = own \cup {calls[c].clean[1]}
  /\ book' = [held |-> book.free, free |-> <<>>]
  /\ Returns(c)
  /\ UNCHANGED <<died, requests, recycled, remains, content, history>> /\ TaskKeeps

\* H5: IN_CALL, send refused: the task has exited.  The handle still has the buffer.
H5_SendRefused(c) ==
  /\ calls[c].at = "send" /\ requests.gone
  /\ Fault # "sender_not_refused"
  /\ calls' = [calls EXCEPT ![c].at = "await", ![c].refused = TRUE]
  /\ UNCHANGED <<handle, requests, recycled, own, remains, content, history>>
  /\ TaskKeeps /\ BookKeeps

\* H6: IN_CALL, the task exits while the handle waits for a buffer.
H6_TaskExited(c) ==
  /\ calls[c].at = "receive"
  /\ recycled.pending = <<>> /\ recycled.terminal # <<>>
  /\ Goes(c, "await")
  /\ UNCHANGED <<handle, requests, recycled, own, remains, content, history>>
  /\ TaskKeeps /\ BookKeeps

\* What begins to end the handle: requests are closed next.
EntersToClose(c, states) ==
  /\ EntersFrom(states)
  /\ Goes(c, "close")
  /\ history' = [history EXCEPT !.length = IF calls[c].op = "set" THEN "asked" ELSE @]
  /\ UNCHANGED <<requests, recycled, own, remains, content>> /\ TaskKeeps /\ BookKeeps

\* H3: OPEN, shutdown called.
H3_EnterShutdown(c) == Called(c, {"keep", "set"}) /\ EntersToClose(c, {"OPEN"})

\* H17, H18: OPEN or DETACHED, close called.
EnterClose(c) == Called(c, {"close"}) /\ EntersToClose(c, {"OPEN", "DETACHED"})

\* H14: OPEN, detach called; or DETACHED, and nothing comes of it.
H14_EnterDetach(c) == Called(c, {"detach"}) /\ EntersToClose(c, {"OPEN", "DETACHED"})

\* H15: DETACHED, reclaim: it waits for the exit.
H15_EnterReclaim(c) == Called(c, {"reclaim"}) /\ EntersToClose(c, {"DETACHED"})

\* H22: DEAD, and somebody goes on with what ends a handle.
H22_GoesOn(c) == Called(c, {"close", "detach", "reclaim"}) /\ EntersToClose(c, {"DEAD"})

\* Shutdown is the terminal value of the requests.
ShutdownSent(c) ==
  /\ calls[c].at = "close" /\ calls[c].op \in {"keep", "set"} /\ ~requests.gone
  /\ IF Fault = "shutdown_unheard" THEN UNCHANGED requests ELSE Requests!CloseWith(calls[c].op)
  /\ Goes(c, "await")
  /\ UNCHANGED <<handle, recycled, own, remains, content, history>> /\ TaskKeeps /\ BookKeeps

\* H9: IN_CALL, shutdown refused at send: the task has exited.
H9_ShutdownRefused(c) ==
  /\ calls[c].at = "close" /\ calls[c].op \in {"keep", "set"} /\ requests.gone
  /\ calls' = [calls EXCEPT ![c].at = "await", ![c].refused = TRUE]
  /\ UNCHANGED <<handle, requests, recycled, own, remains, content, history>>
  /\ TaskKeeps /\ BookKeeps

\* The others tell the task to drain and exit; no effect if the requests are closed already.
Dropped(c) ==
  /\ calls[c].at = "close" /\ calls[c].op \in {"close", "detach", "reclaim"}
  /\ IF Fault = "close_unheard" THEN UNCHANGED requests ELSE Requests!CloseWith("drop")
  /\ Goes(c, IF calls[c].op = "detach" THEN "let go" ELSE "await")
  /\ UNCHANGED <<handle, recycled, own, remains, content, history>> /\ TaskKeeps /\ BookKeeps

\* H14: the task is told, and the handle does not wait for it.  One that is dead stays so.
H14_Detached(c) ==
  /\ calls[c].at = "let go"
  /\ handle' = IF died = 0 THEN "DETACHED" ELSE "DEAD"
  /\ Returns(c)
  /\ UNCHANGED <<requests, recycled, own, remains, content, history>> /\ TaskKeeps /\ BookKeeps

\* Until the outcome is there, what comes back is taken: the handle knows of it.
AwaitRecycled(c) ==
  /\ calls[c].at = "await"
  /\ recycled.pending # <<>>
  /\ Recycled!Take(recycled.pending[1])
  /\ UNCHANGED <<handle, calls, requests, own, remains, content, history>> /\ TaskKeeps /\ BookKeeps

\* The outcome is received.
AwaitOutcome(c) ==
  /\ calls[c].at = "await"
  /\ recycled.pending = <<>> /\ recycled.terminal # <<>>
  /\ Goes(c, "end")
  /\ UNCHANGED <<handle, requests, recycled, own, remains, content, history>>
  /\ TaskKeeps /\ BookKeeps

Outcome == recycled.terminal[1]
FlushesOf(reqs) == {reqs[i].flush : i \in 1..Len(reqs)}
BuffersOf(reqs) == {reqs[i].buffer : i \in 1..Len(reqs)}
Range(seq) == {seq[i] : i \in 1..Len(seq)}

\* What the handle knows of, the older first; a buffer that was never submitted is clean.
Known == IF Fault = "held_forgotten" THEN book.free ELSE book.held \o book.free
IsClean(c, known) ==
  \/ known.flush \in marked
  \/ Fault = "refused_called_clean" /\ calls[c].refused /\ <<known>> = book.free
Clean(c) == LET Of(known) == IsClean(c, known) IN SelectSeq(Known, Of)
Unflushed(c) == LET Of(known) == ~IsClean(c, known) IN SelectSeq(Known, Of)

\* Why the handle ended: the task's error, or that a call died.
Error ==
  IF Outcome.error = "none" /\ died > 0 /\ Fault # "death_forgotten" THEN "Died" ELSE Outcome.error

\* The call of c ends the handle.  All that the kernel still holds is in remains.
Ends(c, state, error) ==
  LET clean == Clean(c) IN
  /\ calls[c].at = "end"
  /\ handle' = state
  /\ remains' = [clean |-> [i \in 1..Len(clean) |-> clean[i].buffer],
                 unflushed |-> Unflushed(c),
                 writer |-> ~(state = "SHUT" /\ calls[c].op \in {"keep", "set"}),
                 error |-> error]
  /\ history' = [history EXCEPT !.ended = TRUE, !.unflushed = FlushesOf(Unflushed(c))]
  /\ book' = [held |-> <<>>, free |-> <<>>]
  /\ UNCHANGED <<died, requests, recycled, own, content>> /\ TaskKeeps

EndsAndReturns(c, state, error) == Ends(c, state, error) /\ Returns(c)

Failed == IF Fault = "put_back_on_error" THEN "OPEN" ELSE "FAILED"

\* H5, second half.
H5_FlushThrows(c) ==
  calls[c].op = "flush" /\ calls[c].refused /\ EndsAndReturns(c, Failed, Outcome.error)

\* H6, second half.
H6_FlushThrows(c) ==
  calls[c].op = "flush" /\ ~calls[c].refused /\ EndsAndReturns(c, Failed, Outcome.error)

EndedWell == Error = "none" \/ Fault = "error_swallowed"

\* H7: IN_CALL, shutdown keeping the length, task exited well.
H7_ShutdownReturns(c) ==
  calls[c].op = "keep" /\ calls[c].at = "end" /\ EndedWell /\ EndsAndReturns(c, "SHUT", "none")

\* H8: IN_CALL, shutdown setting the length, task exited well.
H8_ShutdownReturns(c) ==
  calls[c].op = "set" /\ calls[c].at = "end" /\ EndedWell /\ EndsAndReturns(c, "SHUT", "none")

\* H9, second half.
H9_ShutdownThrows(c) ==
  /\ calls[c].op \in {"keep", "set"} /\ calls[c].at = "end" /\ ~EndedWell /\ calls[c].refused
  /\ EndsAndReturns(c, Failed, Error)

\* H10: IN_CALL, shutdown sent, task exits with an error.
H10_ShutdownThrows(c) ==
  /\ calls[c].op \in {"keep", "set"} /\ calls[c].at = "end" /\ ~EndedWell /\ ~calls[c].refused
  /\ EndsAndReturns(c, Failed, Error)

\* H17: OPEN or DETACHED, close, task exited well.
H17_CloseReturns(c) ==
  calls[c].op = "close" /\ calls[c].at = "end" /\ EndedWell /\ EndsAndReturns(c, "SHUT", "none")

\* H18: OPEN or DETACHED, close, task exits with an error; or a call died.
H18_CloseThrows(c) ==
  calls[c].op = "close" /\ calls[c].at = "end" /\ ~EndedWell /\ EndsAndReturns(c, Failed, Error)

\* H15: DETACHED or DEAD, reclaim: the handle has ended, and what it holds is handed out next.
H15_ReclaimEnds(c) ==
  /\ calls[c].op = "reclaim" /\ calls[c].at = "end"
  /\ Ends(c, IF EndedWell THEN "SHUT" ELSE Failed, Error)
  /\ Goes(c, "called")

\* H15: FAILED or SHUT, reclaim; or again after the first.
H15_Reclaimed(c) ==
  /\ Called(c, {"reclaim"}) /\ handle \in Ended
  /\ own' = own \cup Range(remains.clean) \cup BuffersOf(remains.unflushed)
  /\ remains' = [Nothing EXCEPT !.error = remains.error]
  /\ Returns(c)
  /\ UNCHANGED <<handle, requests, recycled, content, history>> /\ TaskKeeps /\ BookKeeps

\* A call that changes nothing but the caller's own state.
NoEffect(c) ==
  /\ Returns(c)
  /\ UNCHANGED <<handle, requests, recycled, own, remains, content, history>>
  /\ TaskKeeps /\ BookKeeps

\* H11: FAILED, any call.
H11_Refused(c) == Called(c, {"flush", "keep", "set"}) /\ handle = "FAILED" /\ NoEffect(c)

\* H12: SHUT, any call; likewise after detach.
H12_Refused(c) == Called(c, {"flush", "keep", "set"}) /\ handle \in {"SHUT", "DETACHED"} /\ NoEffect(c)

\* H13: IN_CALL, a second thread calls.
H13_Refused(c) ==
  /\ Called(c, {"flush", "keep", "set", "close", "detach", "reclaim"}) /\ handle = "IN_CALL"
  /\ NoEffect(c)

\* H19: FAILED or SHUT, close or detach.
H19_NoEffect(c) == Called(c, {"close", "detach"}) /\ handle \in Ended /\ NoEffect(c)

\* H21: DEAD, flush or shutdown.
H21_Refused(c) == Called(c, {"flush", "keep", "set"}) /\ handle = "DEAD" /\ NoEffect(c)

\* reclaim before any end.
ReclaimTooEarly(c) == Called(c, {"reclaim"}) /\ handle = "OPEN" /\ NoEffect(c)

\* H16: IN_CALL, the caller's thread is interrupted: nothing changes here.  How the flag is kept is
\* in Slot.
H16_Interrupted(c) ==
  /\ calls[c].at \notin {"idle", "called"}
  /\ UNCHANGED vars

CallerStep(c) ==
  \/ H3_EnterFlush(c) \/ H3_Sent(c) \/ H4_Received(c) \/ H4_FlushReturns(c)
  \/ H5_SendRefused(c) \/ H5_FlushThrows(c) \/ H6_TaskExited(c) \/ H6_FlushThrows(c)
  \/ H3_EnterShutdown(c) \/ ShutdownSent(c) \/ H9_ShutdownRefused(c)
  \/ EnterClose(c) \/ H14_EnterDetach(c) \/ H15_EnterReclaim(c) \/ H22_GoesOn(c)
  \/ Dropped(c) \/ H14_Detached(c) \/ AwaitRecycled(c) \/ AwaitOutcome(c)
  \/ H7_ShutdownReturns(c) \/ H8_ShutdownReturns(c) \/ H9_ShutdownThrows(c) \/ H10_ShutdownThrows(c)
  \/ H17_CloseReturns(c) \/ H18_CloseThrows(c) \/ H15_ReclaimEnds(c) \/ H15_Reclaimed(c)
  \/ H11_Refused(c) \/ H12_Refused(c) \/ H13_Refused(c) \/ ReclaimTooEarly(c)
  \/ H19_NoEffect(c) \/ H21_Refused(c)

----------------------------------------------------------------------------
(* What ends a call or a handle without a word.                            *)

InCallAt == {"send", "receive", "return", "close", "let go", "await", "end"}

Dies(c) ==
  /\ died < Deaths
  /\ calls[c].at \in InCallAt
  /\ handle' = "DEAD"
  /\ died' = died + 1
  /\ Returns(c)
  /\ UNCHANGED <<recycled, remains, content>> /\ TaskKeeps

\* H20: IN_CALL, an Error ends the call, wherever it is.  What was sent stays sent; what was
\* received, and what was not sent, the handle knows of.
H20_Died(c) == Dies(c) /\ UNCHANGED <<book, requests, own, history>>

\* H20: before the handle has noted the buffer, which stays the caller's.
H20_DiedUnfilled(c) ==
  /\ calls[c].at = "send" /\ Dies(c)
  /\ own' = own \cup {book.free[1].buffer}
  /\ book' = [book EXCEPT !.free = <<>>]
  /\ history' = [history EXCEPT !.submitted = @ - 1]
  /\ UNCHANGED requests

\* H20: a send that waits for a place.  Its request is in the slot, and is taken after the other.
H20_DiedWaiting(c) ==
  /\ calls[c].at = "send" /\ Dies(c)
  /\ requests.pending # <<>> /\ ~requests.gone
  /\ requests' = [requests EXCEPT !.pending = @ \o book.free]
  /\ UNCHANGED <<book, own, history>>

CleanerKeeps == UNCHANGED <<calls, own, remains, content, history>> /\ TaskKeeps /\ BookKeeps

\* H23: no thread can call any more, and the handle has not ended.
H23_Abandoned ==
  /\ Abandons
  /\ handle \in {"OPEN", "DETACHED", "DEAD"} /\ \A c \in Callers : calls[c].at = "idle"
  /\ handle' = "ABANDONED"
  /\ UNCHANGED <<requests, recycled>> /\ CleanerKeeps

\* H23: the task is told to drain and exit.
H23_Dropped ==
  /\ handle = "ABANDONED"
  /\ handle' = "DROPPED"
  /\ IF Fault = "abandon_unheard" THEN UNCHANGED requests ELSE Requests!CloseWith("drop")
  /\ UNCHANGED recycled /\ CleanerKeeps

\* H23: nobody takes buffers any more, so the task must not wait for that.
H23_Left ==
  /\ handle = "DROPPED"
  /\ handle' = "LEFT"
  /\ IF Fault = "abandon_stays" THEN UNCHANGED recycled ELSE Recycled!Leave
  /\ UNCHANGED requests /\ CleanerKeeps

CleanerStep == H23_Dropped \/ H23_Left

----------------------------------------------------------------------------
(* The token.                                                              *)

\* K1: cancel.
K1_Cancelled ==
  /\ ~cancelled
  /\ cancelled' = TRUE
  /\ history' = [history EXCEPT !.interrupted =
                   @ \/ (Fault = "cancel_interrupts" /\ task.at = "IO")]
  /\ UNCHANGED <<handle, calls, book, died, requests, recycled, task, own, remains, guard, content,
                 marked, written>>

\* K2: cancel again: no effect.
K2_CancelledAgain == cancelled /\ UNCHANGED vars

----------------------------------------------------------------------------
(* The task.                                                               *)

HandleKeeps == UNCHANGED <<handle, calls, book, died, own, remains, content, cancelled>>
TaskAt(at) == task.at = at
TaskGoes(at) == task' = [task EXCEPT !.at = at]
Starts(op, hand) ==
  task' = [task EXCEPT !.at = "LOOK", !.op = op, !.attempt = 1, !.hand = hand]
Exits(error) ==
  task' = [task EXCEPT !.at = "KEEP", !.op = "none", !.attempt = 0, !.error = error]

\* T1: IDLE, receives Flush.
T1_FlushReceived ==
  /\ TaskAt("IDLE")
  /\ requests.pending # <<>>
  /\ Requests!Take(requests.pending[1])
  /\ Starts("flush", <<requests.pending[1]>>)
  /\ UNCHANGED <<recycled, guard, marked, written, history>> /\ HandleKeeps

\* T2: IDLE, receives Shutdown keeping the length: there is no I/O, but the token is looked at.
T2_ShutdownReceived ==
  /\ TaskAt("IDLE")
  /\ Requests!Drained("keep")
  /\ Starts("keep", <<>>)
  /\ UNCHANGED <<requests, recycled, guard, marked, written, history>> /\ HandleKeeps

\* T3: IDLE, receives Shutdown setting the length.
T3_ShutdownReceived ==
  /\ TaskAt("IDLE")
  /\ \/ Requests!Drained("set")
     \/ Fault = "length_first" /\ requests.terminal = <<"set">>
  /\ Starts("set", <<>>)
  /\ UNCHANGED <<requests, recycled, guard, marked, written, history>> /\ HandleKeeps

\* T4: ATTEMPT(n) starts, token cancelled.  The token is looked at before each attempt.
T4_Cancelled ==
  /\ TaskAt("LOOK") /\ cancelled
  /\ Exits("Cancelled")
  /\ UNCHANGED <<requests, recycled, guard, marked, written, history>> /\ HandleKeeps

\* ATTEMPT(n) starts, token not cancelled.  It may be cancelled before the writer is called.
NotCancelled ==
  /\ TaskAt("LOOK") /\ ~cancelled
  /\ TaskGoes(IF task.op = "keep" THEN "DRAINED" ELSE "START")
  /\ UNCHANGED <<requests, recycled, guard, marked, written, history>> /\ HandleKeeps

\* The writer is called.
Attempts ==
  /\ TaskGoes("IO")
  /\ history' = [history EXCEPT !.late = IF cancelled /\ @ < 2 THEN @ + 1 ELSE @]
  /\ UNCHANGED <<requests, recycled, guard, marked, written>> /\ HandleKeeps

\* T1, T3: ATTEMPT(1) of a flush or of setLength.
T1_Attempt == TaskAt("START") /\ task.op = "flush" /\ task.attempt = 1 /\ Attempts
T3_Attempt == TaskAt("START") /\ task.op = "set" /\ task.attempt = 1 /\ Attempts

\* T7: ATTEMPT(n + 1).
T7_Retry == TaskAt("START") /\ task.attempt > 1 /\ Attempts

\* The bytes are in the file, and the task says so in what the handle knows of.
Writes ==
  /\ TaskAt("IO") /\ task.op = "flush"
  /\ written' = written \cup {task.hand[1].flush}
  /\ marked' = marked \cup {task.hand[1].flush}
  /\ task' = [task EXCEPT !.at = "RECYCLE", !.op = "none", !.attempt = 0]
  /\ UNCHANGED <<requests, recycled, guard, history>> /\ HandleKeeps

\* The length is set.
SetsLength ==
  /\ TaskAt("IO") /\ task.op = "set"
  /\ history' = [history EXCEPT !.length = "set"]
  /\ task' = [task EXCEPT !.at = IF Fault = "length_first" /\ requests.pending # <<>>
                                 THEN "IDLE" ELSE "DRAINED",
                          !.op = "none", !.attempt = 0]
  /\ UNCHANGED <<requests, recycled, guard, marked, written>> /\ HandleKeeps

\* T5: ATTEMPT(n), write ends well.
T5_Written == task.attempt = 1 /\ Writes

\* T15: ATTEMPT(n) of setLength ends well.
T15_LengthSet == task.attempt = 1 /\ SetsLength

\* T9: ATTEMPT(n > 1) ends well, as T5 or T15: the retry succeeded.
T9_T5_RetryWritten == task.attempt > 1 /\ Writes
T9_T15_RetryLengthSet == task.attempt > 1 /\ SetsLength

\* A write that failed may have torn what is in the file.
Torn == IF task.op = "flush" THEN written \ {task.hand[1].flush} ELSE written

\* T6: ATTEMPT(n), I/O fails, not fatal: the policy says for how long to pause.
Fails(at) ==
  /\ TaskAt("IO")
  /\ TaskGoes(at)
  /\ written' = Torn
  /\ UNCHANGED <<requests, recycled, guard, marked, history>> /\ HandleKeeps

T6_Failed == /\ Fails("PAUSE")   \* the lone conjunct: see above
T6_FailedForLong == LongPauses /\ Fails("LONG PAUSE")
InPause == task.at \in {"PAUSE", "LONG PAUSE"}

\* T10: ATTEMPT(n), I/O fails, fatal.
T10_Fatal ==
  /\ TaskAt("IO")
  /\ Exits("Fatal")
  /\ written' = Torn
  /\ UNCHANGED <<requests, recycled, guard, marked, history>> /\ HandleKeeps

\* T11: ATTEMPT(n), the writer or the policy throws unchecked.
T11_Died ==
  /\ TaskAt("IO")
  /\ Exits("Died")
  /\ written' = Torn
  /\ UNCHANGED <<requests, recycled, guard, marked, history>> /\ HandleKeeps

NextAttempt ==
  /\ task' = [task EXCEPT !.at = IF Fault = "retry_without_look" THEN "START" ELSE "LOOK",
                          !.attempt = IF @ < MaxAttempt THEN @ + 1 ELSE @]
  /\ UNCHANGED <<requests, recycled, guard, marked, written, history>> /\ HandleKeeps

\* T7: PAUSE(n) elapses.
T7_Elapsed == TaskAt("PAUSE") /\ NextAttempt

\* T8: PAUSE(n), token cancelled: at once.  K3: a pause when the token is cancelled ends at once.
T8_K3_CutShort ==
  InPause /\ cancelled /\ Fault # "pause_sleeps_on" /\ NextAttempt

\* If nobody receives any more, the buffer stays where it is.
SendsBack ==
  /\ TaskAt("RECYCLE")
  /\ IF recycled.gone THEN UNCHANGED recycled ELSE Recycled!Put(task.hand[1])
  /\ task' = [task EXCEPT !.at = "IDLE", !.hand = <<>>]
  /\ UNCHANGED <<requests, guard, marked, written, history>> /\ HandleKeeps

HandleIsGone == handle \in {"DETACHED"} \cup Unreachable

\* T12: RECYCLE, the handle takes buffers.
T12_Recycled == ~HandleIsGone /\ SendsBack

\* T13: RECYCLE, the handle is gone: the buffer is kept for reclaim.
T13_KeptForReclaim == HandleIsGone /\ SendsBack

\* T14: IDLE, requests closed and drained.  After a shutdown the work that it asked for is done too.
T14_Drained ==
  /\ TaskAt("DRAINED") \/ (TaskAt("IDLE") /\ Requests!Drained("drop"))
  /\ Exits("none")
  /\ UNCHANGED <<requests, recycled, guard, marked, written, history>> /\ HandleKeeps

\* T16: EXIT.  First, no more requests: the handle knows of what was pending.
T16_PendingKept ==
  /\ TaskAt("KEEP")
  /\ Requests!Leave
  /\ task' = [task EXCEPT !.at = "TELL", !.hand = <<>>]
  /\ UNCHANGED <<recycled, guard, marked, written, history>> /\ HandleKeeps

\* T16: then the listener is told.
T16_Told ==
  /\ TaskAt("TELL")
  /\ TaskGoes(IF Fault = "publish_before_release" THEN "PUBLISH" ELSE "RELEASE")
  /\ UNCHANGED <<requests, recycled, guard, marked, written, history>> /\ HandleKeeps

\* T16: then the guard is released.
T16_GuardReleased ==
  /\ TaskAt("RELEASE")
  /\ guard' = (Fault = "guard_leaks" /\ task.error = "Died")
  /\ TaskGoes(IF recycled.terminal = <<>> THEN "PUBLISH" ELSE "GONE")
  /\ UNCHANGED <<requests, recycled, marked, written, history>> /\ HandleKeeps

\* T16: last, the outcome is published, as the terminal value of the channel of recycled buffers.
T16_Published ==
  /\ TaskAt("PUBLISH")
  /\ Recycled!CloseWith([error |-> task.error])
  /\ task' = [task EXCEPT
                !.at = CASE Fault = "publish_before_release" -> "RELEASE"
                         [] Fault = "length_after_publish" /\ task.error = "none" -> "IO"
                         [] OTHER -> "GONE",
                !.op = IF Fault = "length_after_publish" THEN "set" ELSE @,
                !.attempt = IF Fault = "length_after_publish" THEN 1 ELSE @]
  /\ UNCHANGED <<requests, guard, marked, written, history>> /\ HandleKeeps

\* What the task does by itself.
TaskStep ==
  \/ T1_FlushReceived \/ T2_ShutdownReceived \/ T3_ShutdownReceived
  \/ T4_Cancelled \/ NotCancelled \/ T1_Attempt \/ T3_Attempt \/ T7_Retry
  \/ T7_Elapsed \/ T8_K3_CutShort
  \/ T12_Recycled \/ T13_KeptForReclaim \/ T14_Drained
  \/ T16_PendingKept \/ T16_Told \/ T16_GuardReleased \/ T16_Published

\* An I/O ends in any way but one: an error that is to be retried.
IoSettles ==
  \/ T5_Written \/ T15_LengthSet \/ T9_T5_RetryWritten \/ T9_T15_RetryLengthSet
  \/ T10_Fatal \/ T11_Died

Next ==
  \/ H1_Spawned \/ H2_Refused
  \/ \E c \in Callers :
       \/ CallFlush(c) \/ CallShutdownKeep(c) \/ CallShutdownSet(c)
       \/ CallClose(c) \/ CallDetach(c) \/ CallReclaim(c)
       \/ CallerStep(c)
       \/ H16_Interrupted(c)
       \/ H20_Died(c) \/ H20_DiedUnfilled(c) \/ H20_DiedWaiting(c)
  \/ H23_Abandoned \/ CleanerStep
  \/ K1_Cancelled \/ K2_CancelledAgain
  \/ TaskStep
  \/ IoSettles \/ T6_Failed \/ T6_FailedForLong

Spec == Init /\ [][Next]_vars

\* No caller is different from another: TLC may take states that differ in their names for one.
CallersAlike == Permutations(Callers)

----------------------------------------------------------------------------
(* Invariants, by the ids of the design.                                   *)

\* Where b is, each occurrence by itself.  Until the end the handle knows of all that the kernel has.
In(place, reqs, b) == {<<place, i>> : i \in {i \in 1..Len(reqs) : reqs[i].buffer = b}}
InClean(place, seq, b) == {<<place, i>> : i \in {i \in 1..Len(seq) : seq[i] = b}}
Places(b) ==
  (IF b \in own THEN {<<"caller", 1>>} ELSE {})
  \cup In("held", book.held, b)
  \cup In("free", book.free, b)
  \cup InClean("clean remains", remains.clean, b)
  \cup In("unflushed remains", remains.unflushed, b)

\* What is on its way between handle and task.
OnItsWay(b) ==
  UNION {InClean(<<"received by", c>>, calls[c].clean, b) : c \in Callers}
  \cup In("request slot", requests.pending, b)
  \cup In("task", task.hand, b)
  \cup In("recycle slot", recycled.pending, b)

\* B1 conservation: each buffer is in exactly one place.
B1_Conservation ==
  \A b \in Buffers :
    /\ Cardinality(Places(b)) = 1
    /\ Cardinality(OnItsWay(b)) <= (IF b \in own THEN 0 ELSE 1)

\* B2 delivery: after shutdown returned a writer, or close returned, all is in the file, and the length if asked.
B2_Delivery ==
  handle = "SHUT" => 1..history.submitted \subseteq written /\ history.length # "asked"

\* B3 verdict: after any end, each submitted buffer is flushed or unflushed, not both, not neither.
B3_Verdict ==
  handle \in Ended => \A k \in 1..history.submitted : (k \in written) # (k \in history.unflushed)

\* B4 order: what is being written comes after all before it, and setLength after all.
B4_Order ==
  TaskAt("IO") =>
    LET before == IF task.op = "flush" THEN task.hand[1].flush - 1 ELSE history.submitted
    IN written \cap 1..Flushes = 1..before

\* B5 contents: the writer sees what the buffer held at flush, and nobody else has that buffer.
B5_Contents ==
  TaskAt("IO") /\ task.op = "flush" =>
    /\ content[task.hand[1].buffer] = task.hand[1].flush
    /\ task.hand[1].buffer \notin own

InCall == {c \in Callers : calls[c].at \in InCallAt}

\* E1 terminal: after an error or a shutdown no call gets through to a channel.
E1_Terminal == history.ended => handle \in Ended /\ InCall = {}

\* E2 silence: the writer is not called after the outcome was published.
E2_Silence == recycled.terminal # <<>> => task.at # "IO"

\* E3 one owner: of two threads in one handle exactly one proceeds.
E3_OneOwner == Cardinality(InCall) <= 1

\* C1 cancel stops: no attempt after the task saw it, at most one after cancel returned.
C1_CancelStops ==
  /\ history.late <= 1
  /\ task.error = "Cancelled" => task.at \in {"KEEP", "TELL", "RELEASE", "PUBLISH", "GONE"}

\* C3 no interrupt: an I/O under way is not interrupted.
C3_NoInterrupt == ~history.interrupted

\* T16: in this order.  When shutdown returns, the gate does not wait for this task.
T16_Order == recycled.terminal # <<>> => ~guard /\ requests.gone

----------------------------------------------------------------------------
(* Temporal properties.  Each has a specification of its own, with the     *)
(* fairness that it needs and no more.  "Weak" means: what can go on goes  *)
(* on.  Nobody ever has to call, and nobody has to cancel.                 *)

TaskGoesOn == WF_vars(TaskStep)
CallersGoOn == \A c \in Callers : WF_vars(CallerStep(c))

\* Each I/O ends, and of infinitely many attempts not all end in an error that is retried: strong
\* fairness, because between two attempts IoSettles is not enabled.  If the token is cancelled there
\* are not infinitely many attempts, and this asks only that an I/O ends.
IoEnds == SF_vars(IoSettles)

\* L1 flush returns: if each I/O ends, and errors end or the token is cancelled.
L1_FlushReturns ==
  \A c \in Callers : (calls[c].op = "flush") ~> (calls[c].at = "idle")
SpecL1 == Spec /\ TaskGoesOn /\ IoEnds /\ CallersGoOn

\* L2 shutdown returns: likewise, from every state.
L2_ShutdownReturns ==
  \A c \in Callers : (calls[c].op \in {"keep", "set"}) ~> (calls[c].at = "idle")
SpecL2 == SpecL1

\* L3 the gate closes: a task that exits releases its guard, whatever callers and writer do.
L3_GateCloses == TaskAt("KEEP") ~> ~guard
SpecL3 == Spec /\ WF_vars(T16_PendingKept \/ T16_Told \/ T16_GuardReleased)

\* L4 close drains: a handle that is detached, closed or abandoned leads to an exit.  That nothing is
\* lost then is B1 and B3.  Of the callers only those that close have to go on.  After a call died
\* detach tells the task, but only a close or a reclaim takes what it sends back.
Closes(c) == calls[c].op \in {"close", "reclaim"} /\ calls[c].at \in InCallAt
L4_CloseDrains ==
  /\ (handle = "DETACHED") ~> TaskAt("GONE")
  /\ (\E c \in Callers : Closes(c)) ~> (TaskAt("GONE") \/ handle = "DEAD")
  /\ (handle = "ABANDONED") ~> TaskAt("GONE")
CloserStep(c) == Closes(c) /\ (Dropped(c) \/ AwaitRecycled(c))
SpecL4 ==
  /\ Spec /\ TaskGoesOn /\ IoEnds /\ WF_vars(CleanerStep)
  /\ \A c \in Callers : WF_vars(CloserStep(c))

\* C2 cancel wakes: a pause ends when the token is cancelled, even one that never elapses.
C2_CancelWakes == (InPause /\ cancelled) ~> ~InPause
SpecC2 == Spec /\ WF_vars(T8_K3_CutShort)
=============================================================================
