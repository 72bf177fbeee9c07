\* SPDX-License-Identifier: Apache-2.0
-------------------------------- MODULE Token --------------------------------
(***************************************************************************)
(* This is dev.sluice.sync.CancellationToken: a monitor around one flag.   *)
(* The flag may be read without the monitor.                               *)
(***************************************************************************)
CONSTANTS
  Pausers,    \* threads that wait for the token, some of them with a time-out
  Cancellers,
  Fault       \* "none", or what is broken on purpose

VARIABLES
  cancelled,  \* the flag
  pauser,     \* "idle", "waiting" in the wait set, "woken" out of it
  canceller   \* "idle", or under a fault "late": it has notified and not yet set the flag

vars == <<cancelled, pauser, canceller>>

Init ==
  /\ cancelled = FALSE
  /\ pauser = [p \in Pausers |-> "idle"]
  /\ canceller = [c \in Cancellers |-> "idle"]

\* while (!cancelled && left > 0) wait.  The flag is read and the wait begun within the monitor.
WaitsOrReturns(p) ==
  pauser' = [pauser EXCEPT ![p] = IF cancelled THEN "idle" ELSE "waiting"]

\* A pause starts.
PauseStarts(p) ==
  /\ pauser[p] = "idle"
  /\ WaitsOrReturns(p)
  /\ UNCHANGED <<cancelled, canceller>>

\* K3: a pause when the token is cancelled ends at once.
K3_PauseEnds(p) ==
  /\ pauser[p] = "woken" /\ cancelled
  /\ WaitsOrReturns(p)
  /\ UNCHANGED <<cancelled, canceller>>

\* A wait that ended too early is begun again, for the time that is left.
PauseGoesOn(p) ==
  /\ pauser[p] = "woken" /\ ~cancelled
  /\ WaitsOrReturns(p)
  /\ UNCHANGED <<cancelled, canceller>>

\* The time is over.  A pause may be as long as it likes, so this never has to happen.
PauseElapses(p) ==
  /\ pauser[p] \in {"waiting", "woken"}
  /\ pauser' = [pauser EXCEPT ![p] = "idle"]
  /\ UNCHANGED <<cancelled, canceller>>

\* A wait may end for no reason, or by an interrupt, which is kept.
SpuriousWakeUp(p) ==
  /\ pauser[p] = "waiting"
  /\ pauser' = [pauser EXCEPT ![p] = "woken"]
  /\ UNCHANGED <<cancelled, canceller>>

NotifyAll ==
  pauser' = [p \in Pausers |-> IF pauser[p] = "waiting" THEN "woken" ELSE pauser[p]]

\* K1: cancel: cancelled, for ever.  Set and notified within the monitor.
K1_Cancelled(c) ==
  /\ ~cancelled /\ canceller[c] = "idle"
  /\ IF Fault = "notifies_first"
     THEN UNCHANGED cancelled /\ canceller' = [canceller EXCEPT ![c] = "late"]
     ELSE cancelled' = TRUE /\ UNCHANGED canceller
  /\ NotifyAll

\* K2: cancel again: no effect (waiting threads are notified, and there are none).
K2_CancelledAgain(c) ==
  /\ cancelled /\ canceller[c] = "idle"
  /\ cancelled' = (Fault # "cancel_toggles")
  /\ IF Fault = "notifies_first" THEN UNCHANGED pauser ELSE NotifyAll
  /\ UNCHANGED canceller

\* Only under a fault: the flag is set after the waiting threads were notified.
BrokenSetsLate(c) ==
  /\ canceller[c] = "late"
  /\ cancelled' = TRUE
  /\ canceller' = [canceller EXCEPT ![c] = "idle"]
  /\ UNCHANGED pauser

Next ==
  \/ \E p \in Pausers :
       \/ PauseStarts(p) \/ K3_PauseEnds(p) \/ PauseGoesOn(p) \/ PauseElapses(p)
       \/ SpuriousWakeUp(p)
  \/ \E c \in Cancellers : K1_Cancelled(c) \/ K2_CancelledAgain(c) \/ BrokenSetsLate(c)

Spec == Init /\ [][Next]_vars

\* K1: for ever.
K1_ForEver == [][cancelled => cancelled']_vars

\* C2 cancel wakes: a pause ends when the token is cancelled.  A woken thread goes on.  No pause
\* has to elapse, and no wake-up comes without a cause.
C2_CancelWakes == \A p \in Pausers : (cancelled /\ pauser[p] # "idle") ~> (pauser[p] = "idle")
SpecC2 == Spec /\ \A p \in Pausers : WF_vars(K3_PauseEnds(p))
=============================================================================
