\* SPDX-License-Identifier: Apache-2.0
-------------------------- MODULE FlushHandleLost ---------------------------
(***************************************************************************)
(* This module says what ends a call or a handle without a word.  An Error *)
(* may end a call at any point: the call dies.  All callers may forget the *)
(* handle: a cleaner then tells the task.                                  *)
(***************************************************************************)
EXTENDS FlushState

Dies(c) ==
  /\ died < Deaths
  /\ calls[c].at \in InCallAt
  /\ handle' = "DEAD"
  /\ died' = died + 1
  /\ Returns(c)
  /\ UNCHANGED <<recycled, remains, content>> /\ TaskKeeps

\* H20: IN_CALL, an Error ends the call, wherever it is.  What was sent stays sent.  The handle
\* knows of what was received, and of what was not sent.
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
=============================================================================
