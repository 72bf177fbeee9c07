\* SPDX-License-Identifier: Apache-2.0
-------------------------- MODULE FlushHandleEntry --------------------------
(***************************************************************************)
(* This module says how a handle begins, and which calls it lets in.  One  *)
(* change of its state lets one caller in.  The handle refuses every other *)
(* call.  A refused call changes nothing.                                  *)
(***************************************************************************)
EXTENDS FlushState

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

\* The other calls do the same.  The lone conjunct is for TLC, which gives the step this name.
CallShutdownKeep(c) == /\ Call(c, "keep")
CallShutdownSet(c) == /\ Call(c, "set")
CallClose(c) == /\ Call(c, "close")
CallDetach(c) == /\ Call(c, "detach")
CallReclaim(c) == /\ Call(c, "reclaim")

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

\* A call begins to end the handle: requests are closed next.
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

\* H22: DEAD, and somebody makes a call that ends the handle.
H22_GoesOn(c) == Called(c, {"close", "detach", "reclaim"}) /\ EntersToClose(c, {"DEAD"})

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
=============================================================================
