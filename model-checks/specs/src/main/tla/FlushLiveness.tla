\* SPDX-License-Identifier: Apache-2.0
--------------------------- MODULE FlushLiveness ----------------------------
(***************************************************************************)
(* These formulas say what must happen at some time.  Each of them has a   *)
(* specification of its own, with the fairness that it needs and no more.  *)
(* "Weak" means: what can go on goes on.  Nobody ever has to call, and     *)
(* nobody has to cancel.                                                   *)
(***************************************************************************)
EXTENDS FlushSteps

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
