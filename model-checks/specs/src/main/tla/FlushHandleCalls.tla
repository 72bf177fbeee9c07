\* SPDX-License-Identifier: Apache-2.0
-------------------------- MODULE FlushHandleCalls --------------------------
(***************************************************************************)
(* This module says what a call does that the handle has let in.  It sends *)
(* to the task, and it receives from the task.  Each channel turns it away *)
(* once the task has exited.                                               *)
(*                                                                         *)
(* A flush that goes well returns here, and so does a detach.  A call that *)
(* ends the handle goes on in FlushHandleEnd.                              *)
(***************************************************************************)
EXTENDS FlushState

\* H3: the request is sent, as soon as the task has taken the one before.
H3_Sent(c) ==
  /\ calls[c].at = "send"
  /\ Requests!Put(book.free[1])
  /\ calls' = [calls EXCEPT ![c].at = "receive"]
  /\ content' = IF Fault = "cleared_at_send"
                THEN [content EXCEPT ![book.free[1].buffer] = 0] ELSE content
  /\ UNCHANGED <<handle, recycled, own, remains, history>> /\ TaskKeeps /\ BookKeeps

\* H4: IN_CALL, a recycled buffer is received: a caller waits here for a slow writer.
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

\* The other ends tell the task to drain and exit.  No effect if the requests are closed already.
Dropped(c) ==
  /\ calls[c].at = "close" /\ calls[c].op \in {"close", "detach", "reclaim"}
  /\ IF Fault = "close_unheard" THEN UNCHANGED requests ELSE Requests!CloseWith("drop")
  /\ Goes(c, IF calls[c].op = "detach" THEN "let go" ELSE "await")
  /\ UNCHANGED <<handle, recycled, own, remains, content, history>> /\ TaskKeeps /\ BookKeeps

\* H14: the task is told, and the handle does not wait for it.  A handle that is dead stays so.
H14_Detached(c) ==
  /\ calls[c].at = "let go"
  /\ handle' = IF died = 0 THEN "DETACHED" ELSE "DEAD"
  /\ Returns(c)
  /\ UNCHANGED <<requests, recycled, own, remains, content, history>> /\ TaskKeeps /\ BookKeeps

\* Until the outcome is there, returned buffers are taken: the handle knows of them.
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

\* H16: IN_CALL, the caller's thread is interrupted: nothing changes here.  How the flag is kept is
\* in Slot.
H16_Interrupted(c) ==
  /\ calls[c].at \notin {"idle", "called"}
  /\ UNCHANGED vars
=============================================================================
