\* SPDX-License-Identifier: Apache-2.0
----------------------------- MODULE FlushTask ------------------------------
(***************************************************************************)
(* This module says what the task does.  It receives a request, and calls  *)
(* the writer as often as the policy says.  Then it sends the buffer       *)
(* back.  It exits after a shutdown, a close, a cancel or an error.  T16   *)
(* gives the order of the exit.                                            *)
(***************************************************************************)
EXTENDS FlushState

HandleKeeps == UNCHANGED <<handle, calls, book, died, own, remains, content, cancelled>>
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

\* The bytes are in the file, and the task says so in the object that the handle knows of.
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

T6_Failed == /\ Fails("PAUSE")   \* the lone conjunct: for TLC, which gives the step this name
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
=============================================================================
