\* SPDX-License-Identifier: Apache-2.0
--------------------------- MODULE SlotRefinement ---------------------------
(***************************************************************************)
(* This module says that Slot refines Channel.  Each variable of Channel   *)
(* is an expression over the variables of the slot.  Read like this, each  *)
(* behaviour of Slot is a behaviour of Channel.                            *)
(***************************************************************************)
EXTENDS SlotState

Closing == {"closeWake", "closeRead", "closeFillItem", "closeFillTerminal", "closeMark", "closeCas"}

\* The receiver has put the item of a sender that waits, which has not noticed yet.
PutByReceiver ==
  /\ s.pc \in {"sendWait", "sendPark", "sendUnflag", "sendMarkPut"}
  /\ word # Full /\ fullPut

\* Without deaths.  When a call has had its effect, the abstract call has returned; but a call that
\* waited must still be woken.
AbstractSender ==
  [call |-> CASE s.pc \in {"idle", "closed", "sendUnpark", "closeUnpark"} -> "none"
              [] s.pc \in Closing -> "close"
              [] PutByReceiver -> "sent"
              [] OTHER -> "send",
   item |-> CASE s.pc \in {"idle", "closed", "sendUnpark", "closeUnpark"} \/ PutByReceiver -> <<>>
              [] s.pc \in Closing -> <<Terminal>>
              [] OTHER -> <<s.sent>>,
   refused |-> s.refused]

AbstractReceiver ==
  [call |-> CASE r.pc \in {"idle", "gone", "receiveUnpark", "receiveLate", "goneMarkSender",
                           "goneUnpark", "goneMarkItem", "goneClosedItem"} -> "none"
              [] r.pc \in {"goneLook", "goneSwap"} -> "closeReceive"
              [] OTHER -> "receive",
   got |-> r.got]

AbstractChannel ==
  [pending |-> CASE word = Full -> fullItem
                 [] word = Closed -> closedItem
                 [] OTHER -> word.item,
   terminal |-> IF word = Closed THEN closedTerminal ELSE <<>>,
   gone |-> word = Gone]

C == INSTANCE Channel WITH
       Items <- 1..Messages,
       Terminals <- {Terminal},
       chan <- AbstractChannel,
       sender <- AbstractSender,
       receiver <- AbstractReceiver

\* Slot refines Channel: C!Spec is the conjunction of these two.
RefinesChannel == C!Safety
RefinesChannelLiveness == C!Fairness
=============================================================================
