\* SPDX-License-Identifier: Apache-2.0
-------------------------------- MODULE Gate --------------------------------
(***************************************************************************)
(* This is dev.sluice.sync.Gate, a monitor.  Only the holder of the        *)
(* monitor touches the fields.  So all that a thread does from an entry or *)
(* wake-up to the next wait or exit is one step.                           *)
(***************************************************************************)
EXTENDS Naturals, FiniteSets

CONSTANTS
  Holders,   \* each enters once at most, and may release its guard as often as it likes
  Closers,   \* threads that call close
  Fault      \* "none", or what is broken on purpose

VARIABLES
  guards,    \* the count
  closing,   \* whether close began
  holder,    \* "out", "in", "left" or "refused"
  closer     \* "idle", "waiting" in the wait set, "woken" out of it, or "returned"

vars == <<guards, closing, holder, closer>>

Init ==
  /\ guards = 0 /\ closing = FALSE
  /\ holder = [h \in Holders |-> "out"]
  /\ closer = [c \in Closers |-> "idle"]

\* G1: gate open, enter: one guard more.
G1_Entered(h) ==
  /\ holder[h] = "out" /\ (~closing \/ Fault = "enters_while_closing")
  /\ guards' = guards + 1
  /\ holder' = [holder EXCEPT ![h] = "in"]
  /\ UNCHANGED <<closing, closer>>

\* G4: enter once close began: refused.
G4_Refused(h) ==
  /\ holder[h] = "out" /\ closing
  /\ holder' = [holder EXCEPT ![h] = "refused"]
  /\ UNCHANGED <<guards, closing, closer>>

\* All waiting threads are woken.  Each looks at the count for itself.
NotifyAll ==
  LET waiting == {c \in Closers : closer[c] = "waiting"}
      woken == CASE Fault = "no_notify" -> {}
                 [] Fault = "notifies_one" /\ waiting # {} -> {CHOOSE c \in waiting : TRUE}
                 [] OTHER -> waiting
  IN closer' = [c \in Closers |-> IF c \in woken THEN "woken" ELSE closer[c]]

\* G2: guard released: one guard fewer.
G2_Released(h) ==
  /\ holder[h] = "in"
  /\ guards' = guards - 1
  /\ holder' = [holder EXCEPT ![h] = "left"]
  /\ NotifyAll
  /\ UNCHANGED closing

\* G2: again: no effect.
G2_ReleasedAgain(h) ==
  /\ holder[h] = "left"
  /\ guards' = IF Fault = "counts_twice" /\ guards > 0 THEN guards - 1 ELSE guards
  /\ UNCHANGED <<closing, holder, closer>>

\* while (guards > 0) wait.
WaitsOrReturns(c) ==
  closer' = [closer EXCEPT ![c] = IF guards > 0 THEN "waiting" ELSE "returned"]

\* G3: close with guards out: waits, then closed.
G3_Closes(c) ==
  /\ closer[c] = "idle" /\ ~closing
  /\ closing' = TRUE
  /\ WaitsOrReturns(c)
  /\ UNCHANGED <<guards, holder>>

\* G5: close again: waits likewise, no error.
G5_ClosesAgain(c) ==
  /\ closer[c] = "idle" /\ closing
  /\ IF Fault = "second_close_returns"
     THEN closer' = [closer EXCEPT ![c] = "returned"]
     ELSE WaitsOrReturns(c)
  /\ UNCHANGED <<guards, closing, holder>>

\* G3, G5: a closer that was woken looks at the count again.
G3_G5_Woken(c) ==
  /\ closer[c] = "woken"
  /\ WaitsOrReturns(c)
  /\ UNCHANGED <<guards, closing, holder>>

\* A wait may end for no reason (but need not), or by an interrupt, which is kept.
SpuriousWakeUp(c) ==
  /\ closer[c] = "waiting"
  /\ closer' = [closer EXCEPT ![c] = "woken"]
  /\ UNCHANGED <<guards, closing, holder>>

Next ==
  \/ \E h \in Holders :
       G1_Entered(h) \/ G4_Refused(h) \/ G2_Released(h) \/ G2_ReleasedAgain(h)
  \/ \E c \in Closers :
       G3_Closes(c) \/ G5_ClosesAgain(c) \/ G3_G5_Woken(c) \/ SpuriousWakeUp(c)

Spec == Init /\ [][Next]_vars

\* Each guard counts once.
GuardsCounted == guards = Cardinality({h \in Holders : holder[h] = "in"})

\* After a close has returned, nobody is in, for ever.
ClosedIsEmpty ==
  (\E c \in Closers : closer[c] = "returned") => closing /\ \A h \in Holders : holder[h] # "in"

\* L3 the gate closes: once every task has exited.  So each holder that is in must leave, and each
\* woken closer must go on.  Nobody has to enter, to close, or to wake without a cause.
L3_GateCloses == \A c \in Closers : (closer[c] # "idle") ~> (closer[c] = "returned")
SpecL3 ==
  /\ Spec
  /\ \A h \in Holders : WF_vars(G2_Released(h))
  /\ \A c \in Closers : WF_vars(G3_G5_Woken(c))
=============================================================================
