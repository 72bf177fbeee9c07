\* SPDX-License-Identifier: Apache-2.0
----------------------------- MODULE SlotSteps ------------------------------
(***************************************************************************)
(* This module puts all steps together: Next says what can happen.  Spec   *)
(* says who must go on, and SpecOfDeaths says it of a side whose call      *)
(* died.  An interrupt belongs to no side, so it is here too.              *)
(***************************************************************************)
EXTENDS SlotSender, SlotReceiver, TLC

\* H16: a thread that is in a call is interrupted, at any moment.
H16_Interrupted(t) ==
  /\ t \in {s.thread, r.thread}
  /\ interrupts[t] < Interrupts
  /\ interrupts' = [interrupts EXCEPT ![t] = @ + 1]
  /\ flag' = [flag EXCEPT ![t] = TRUE]
  /\ UNCHANGED <<shared, permit, deaths, s, r>>

SenderStep ==
  \/ SendRead \/ S7_Refused \/ S1_Put \/ SendCasNullFails
  \/ SendReadsMark \/ S1_PutToWaiter \/ S9_SendCasEmptyFails \/ S8_SenderUnparks
  \/ SendFillsItem \/ SendFillsNext \/ SendFillsThread \/ S2_SenderWaits \/ SendCasFullFails
  \/ SendWaits \/ SendParkReturns \/ SendUnflags \/ SendWasPut \/ S7_RefusedWaiting
  \/ S9_CloseWakes \/ CloseRead \/ S9_CloseReadsFull \/ S5_CloseUnheard \/ CloseFillsItem
  \/ CloseFillsTerminal \/ CloseReadsMark
  \/ S5_Close \/ CloseCasFails \/ S8_CloseUnparks

ReceiverStep ==
  \/ ReceiveRead \/ S9_ReceiveWakes \/ S9_ReceiveRenews \/ S3_Take \/ ReceiveCasItemFails
  \/ ReceiveReadsMarkItem \/ ReceiveReadsMarkNext \/ ReceiveReadsMarkSender
  \/ ReceiveSaysPut \/ S3_S1_TakeAndPut \/ S9_ReceiveCasFullFails
  \/ BrokenReadsMarkLate \/ S8_ReceiverUnparks
  \/ ReceiveReadsClosedItem \/ S3_TakeLast \/ ReceiveClearsNothing \/ S5_Terminal
  \/ ReceiveFills \/ S4_ReceiverWaits \/ ReceiveCasEmptyFails
  \/ ReceiveWaits \/ ReceiveParkReturns \/ ReceiveUnflags
  \/ S9_GoneWakes \/ S9_GoneUnsaysPut \/ S6_CloseReceive \/ GoneReadsMarkSender
  \/ S8_GoneUnparks \/ GoneReadsMarkItem \/ GoneReadsClosedItem

Next ==
  \/ \E t \in SendThreads : CallSend(t) \/ CallClose(t)
  \/ SenderStep
  \/ \E t \in ReceiveThreads : CallReceive(t) \/ CallCloseReceive(t)
  \/ ReceiverStep
  \/ SendDies \/ ReceiveDies
  \/ SendParkSpurious \/ ReceiveParkSpurious
  \/ \E t \in Threads : H16_Interrupted(t)

\* Each side goes on when it can.  Nobody has to call, to interrupt, or to wake up without a cause.
Spec == Init /\ [][Next]_vars /\ WF_vars(SenderStep) /\ WF_vars(ReceiverStep)

\* A side whose call died calls again.  The sending side closes.  The receiving side closes, or
\* receives until it has woken the sender that it owes that, which it does when it has to wait.
ReceiverGoesOn(t) == CallReceive(t) \/ CallCloseReceive(t)
GoesOn ==
  /\ WF_vars(SenderAt("dead") /\ \E t \in SendThreads : CallClose(t))
  /\ WF_vars(ReceiverAt("dead") /\ \E t \in ReceiveThreads : ReceiverGoesOn(t))
  /\ WF_vars(ReceiverAt("idle") /\ r.wake # Nobody /\ \E t \in ReceiveThreads : ReceiverGoesOn(t))
SpecOfDeaths == Spec /\ GoesOn

\* No thread is different from another of its side: TLC may take states that differ only in
\* their names as one (for safety only).
ThreadsAlike == Permutations(SendThreads) \cup Permutations(ReceiveThreads)
=============================================================================
