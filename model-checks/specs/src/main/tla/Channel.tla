\* SPDX-License-Identifier: Apache-2.0
------------------------------ MODULE Channel ------------------------------
(***************************************************************************)
(* This module says what a slot does, and not how: it is a place for one   *)
(* item between one sender and one receiver, and each side can close it.   *)
(* A call takes effect in one step.  While a call has to wait, its step is *)
(* not enabled, so there are no waiters and no waking here.                *)
(*                                                                         *)
(* Slot refines this module.  FlushKernel is built over it.                *)
(***************************************************************************)
EXTENDS Naturals, Sequences

CONSTANTS Items,      \* what can be sent
          Terminals   \* what the sender can close with

VARIABLES chan,       \* the place
          sender,     \* the call of the sending side that is under way, if any
          receiver    \* the same of the receiving side

vars == <<chan, sender, receiver>>

\* A sequence of at most one element stands for something that may be absent.
\* TLC cannot compare an item with a mark like "none", but it can compare sequences.
Maybe(S) == {<<>>} \cup {<<e>> : e \in S}

EmptyChannel == [pending |-> <<>>, terminal |-> <<>>, gone |-> FALSE]

----------------------------------------------------------------------------
(* The place by itself.  FlushKernel uses these four.                      *)

\* S1.  The place is free and both sides are open: it holds the item.
Put(i) ==
  /\ ~chan.gone /\ chan.pending = <<>> /\ chan.terminal = <<>>
  /\ chan' = [chan EXCEPT !.pending = <<i>>]

\* S3.  The place is free again.  The item leaves it also when the sender closed meanwhile.
\* A send that died may leave two items: then the older one is taken.
Take(i) ==
  /\ chan.pending # <<>> /\ chan.pending[1] = i
  /\ chan' = [chan EXCEPT !.pending = Tail(@)]

\* S5.  A pending item stays, and is delivered before the terminal value.
\* If the receiver is gone there is nobody to tell; if this side has closed it was told.
CloseWith(t) ==
  chan' = IF chan.gone \/ chan.terminal # <<>> THEN chan ELSE [chan EXCEPT !.terminal = <<t>>]

\* S6.  The receiver goes away.  It gets the pending item, so that is not here any more.
Leave == chan' = [EmptyChannel EXCEPT !.gone = TRUE]

\* S5.  Closed and drained: what a receiver gets from now on, each time.
Drained(t) == chan.pending = <<>> /\ chan.terminal = <<t>>

----------------------------------------------------------------------------
(* The two sides.                                                          *)

Init ==
  /\ chan = EmptyChannel
  /\ sender = [call |-> "none", item |-> <<>>, refused |-> FALSE]
  /\ receiver = [call |-> "none", got |-> <<>>]

\* The sending side starts to send.  After its close it must not.
CallSend(i) ==
  /\ sender.call = "none" /\ chan.terminal = <<>>
  /\ sender' = [call |-> "send", item |-> <<i>>, refused |-> FALSE]
  /\ UNCHANGED <<chan, receiver>>

\* The sending side starts to close, perhaps once more.
CallClose(t) ==
  /\ sender.call = "none"
  /\ sender' = [call |-> "close", item |-> <<t>>, refused |-> FALSE]
  /\ UNCHANGED <<chan, receiver>>

SenderReturns(refused) ==
  sender' = [call |-> "none", item |-> <<>>, refused |-> refused]

\* S1: slot empty, put.
S1_Put ==
  /\ sender.call = "send"
  /\ Put(sender.item[1])
  /\ SenderReturns(FALSE)
  /\ UNCHANGED receiver

\* S7: gone, put.  The item stays the sender's.
S7_Refused ==
  /\ sender.call = "send" /\ chan.gone
  /\ SenderReturns(TRUE)
  /\ UNCHANGED <<chan, receiver>>

\* S5: the sender closes, empty or pending.
S5_Close ==
  /\ sender.call = "close"
  /\ CloseWith(sender.item[1])
  /\ SenderReturns(FALSE)
  /\ UNCHANGED receiver

\* The receiving side starts to receive.
CallReceive ==
  /\ receiver.call = "none" /\ ~chan.gone
  /\ receiver' = [call |-> "receive", got |-> <<>>]
  /\ UNCHANGED <<chan, sender>>

\* The receiving side starts to close.
CallCloseReceive ==
  /\ receiver.call = "none" /\ ~chan.gone
  /\ receiver' = [call |-> "closeReceive", got |-> <<>>]
  /\ UNCHANGED <<chan, sender>>

ReceiverReturns(got) == receiver' = [call |-> "none", got |-> got]

\* S3: the slot holds an item, take.
S3_Take ==
  /\ receiver.call = "receive"
  /\ \E i \in Items : Take(i)
  /\ ReceiverReturns(chan.pending)
  /\ UNCHANGED sender

\* S5: the pending item, if any, was delivered: now the terminal value, each time.
S5_Terminal ==
  /\ receiver.call = "receive"
  /\ \E t \in Terminals : Drained(t) /\ ReceiverReturns(<<t>>)
  /\ UNCHANGED <<chan, sender>>

\* S6: the receiver closes, empty or pending; the pending item is handed back to it.
S6_CloseReceive ==
  /\ receiver.call = "closeReceive"
  /\ Leave
  /\ ReceiverReturns(chan.pending)
  /\ UNCHANGED sender

\* S3 and then S1, with nothing in between: the slot is full and a sender waits.  So the receiver
\* that takes the item puts the next one too.  In FlushKernel these are two steps.
S3_S1_TakeAndPut ==
  /\ receiver.call = "receive" /\ sender.call = "send"
  /\ chan.pending # <<>> /\ chan.terminal = <<>>
  /\ chan' = [chan EXCEPT !.pending = sender.item]
  /\ ReceiverReturns(chan.pending)
  /\ sender' = [call |-> "sent", item |-> <<>>, refused |-> FALSE]

\* The sender notices.
SendReturns ==
  /\ sender.call = "sent"
  /\ SenderReturns(FALSE)
  /\ UNCHANGED <<chan, receiver>>

SenderStep == S1_Put \/ S7_Refused \/ S5_Close \/ SendReturns
ReceiverStep == S3_Take \/ S3_S1_TakeAndPut \/ S5_Terminal \/ S6_CloseReceive

Next ==
  \/ \E i \in Items : CallSend(i)
  \/ \E t \in Terminals : CallClose(t)
  \/ CallReceive
  \/ CallCloseReceive
  \/ S1_Put \/ S7_Refused \/ S5_Close \/ SendReturns
  \/ S3_Take \/ S3_S1_TakeAndPut \/ S5_Terminal \/ S6_CloseReceive

----------------------------------------------------------------------------
(* A call that can take effect does so.  These are WF_vars(SenderStep) and *)
(* WF_vars(ReceiverStep) with ENABLED spelled out, because TLC does not    *)
(* compute ENABLED of an action of a module whose variables are            *)
(* expressions, as Slot's are.  CanIsEnabled shows that they are the same. *)

SenderCan ==
  \/ sender.call \in {"close", "sent"}
  \/ sender.call = "send" /\ (chan.gone \/ chan.pending = <<>>)

ReceiverCan ==
  \/ receiver.call = "closeReceive"
  \/ receiver.call = "receive" /\ (chan.pending # <<>> \/ chan.terminal # <<>>)

CanIsEnabled ==
  /\ SenderCan <=> ENABLED <<SenderStep>>_vars
  /\ ReceiverCan <=> ENABLED <<ReceiverStep>>_vars

Fairness ==
  /\ []<>(~SenderCan) \/ []<><<SenderStep>>_vars
  /\ []<>(~ReceiverCan) \/ []<><<ReceiverStep>>_vars

Safety == Init /\ [][Next]_vars
Spec == Safety /\ Fairness

\* What was sent is in the place, was taken, or was handed to the receiver that closed.  No item is
\* refused unless the receiver is gone, and a place that is gone holds nothing.
GoneIsEmpty == chan.gone => chan.pending = <<>> /\ chan.terminal = <<>>
RefusedOnlyWhenGone == sender.refused => chan.gone

\* A receiver that waits gets the item or the terminal value, whatever the sender does then.
ReceiveReturns ==
  (receiver.call = "receive" /\ (chan.pending # <<>> \/ chan.terminal # <<>>))
    ~> (receiver.call = "none")
=============================================================================
