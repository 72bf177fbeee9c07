\* SPDX-License-Identifier: Apache-2.0
--------------------------- MODULE SlotProperties ---------------------------
(***************************************************************************)
(* These formulas hold for the slot by itself.  Most of them are about a   *)
(* wait: nobody takes it for another one, it keeps an interrupt, it does   *)
(* not spin, and it ends.  The others are about what is taken and what is  *)
(* owed when a call dies.                                                  *)
(***************************************************************************)
EXTENDS SlotState

\* No side takes the other's mark for a second thread of its own.
NoMisuse == s.pc # "misuse" /\ r.pc # "misuse"

\* closeReceive reads a mark after its exchange: what it will read is what it owes the closer.
MarkIsStable ==
  /\ r.pc \in {"goneMarkSender", "goneUnpark", "goneMarkItem"} => fullItem = r.got
  /\ ReceiverAt("goneClosedItem") => closedItem = r.got

\* S9: items are taken in the order in which they were put, and none twice, whichever call died.
S9_InOrder == [][r'.taken \in {r.taken, r.taken + 1}]_vars

\* S9: a receiver of the terminal value has received before it each item that was owed to it.
S9_NothingLost == r.got = <<Terminal>> => r.taken >= s.owed

SenderSleeps == s.pc \in {"sendWait", "sendPark", "sendUnflag"}
ReceiverSleeps == r.pc \in {"receiveWait", "receivePark", "receiveUnflag"}

\* S9: no side waits for what has happened already: the side whose call died goes on and wakes it.
S9_GoesOn ==
  /\ SenderSleeps /\ word # Full ~> ~SenderSleeps
  /\ ReceiverSleeps /\ word.is # "empty" ~> ~ReceiverSleeps

\* H16: an interrupt is kept: it is in the flag, or noted by a call that restores it.
InterruptKept ==
  \A t \in Threads :
    interrupts[t] > 0 =>
      \/ flag[t]
      \/ s.thread = t /\ s.interrupted
      \/ r.thread = t /\ r.interrupted

\* Park returns at once while the flag is up.  So a wait that noted an interrupt has taken the flag
\* down, unless another interrupt arrived.  Otherwise it would spin.
NoBusyWait ==
  /\ SenderAt("sendWait") /\ s.interrupted /\ interrupts[s.thread] = 1 => ~flag[s.thread]
  /\ ReceiverAt("receiveWait") /\ r.interrupted /\ interrupts[r.thread] = 1 => ~flag[r.thread]
=============================================================================
