\* SPDX-License-Identifier: Apache-2.0
--------------------------- MODULE FlushHandleEnd ---------------------------
(***************************************************************************)
(* This module says how a call ends the handle, and what is handed out     *)
(* then.  The call has received the outcome of the task.  It returns or    *)
(* throws.  What the kernel still holds becomes the remains, and reclaim   *)
(* hands them out.                                                         *)
(***************************************************************************)
EXTENDS FlushState

Outcome == recycled.terminal[1]
FlushesOf(reqs) == {reqs[i].flush : i \in 1..Len(reqs)}
BuffersOf(reqs) == {reqs[i].buffer : i \in 1..Len(reqs)}
Range(seq) == {seq[i] : i \in 1..Len(seq)}

\* The buffers that the handle knows of, the older first; one that was never submitted is clean.
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

\* H5, second half.  The first is H5_SendRefused.
H5_FlushThrows(c) ==
  calls[c].op = "flush" /\ calls[c].refused /\ EndsAndReturns(c, Failed, Outcome.error)

\* H6, second half.  The first is H6_TaskExited.
H6_FlushThrows(c) ==
  calls[c].op = "flush" /\ ~calls[c].refused /\ EndsAndReturns(c, Failed, Outcome.error)

EndedWell == Error = "none" \/ Fault = "error_swallowed"

\* H7: IN_CALL, shutdown keeping the length, task exited well.
H7_ShutdownReturns(c) ==
  calls[c].op = "keep" /\ calls[c].at = "end" /\ EndedWell /\ EndsAndReturns(c, "SHUT", "none")

\* H8: IN_CALL, shutdown setting the length, task exited well.
H8_ShutdownReturns(c) ==
  calls[c].op = "set" /\ calls[c].at = "end" /\ EndedWell /\ EndsAndReturns(c, "SHUT", "none")

\* H9, second half.  The first is H9_ShutdownRefused.
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
=============================================================================
