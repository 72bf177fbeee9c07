\* SPDX-License-Identifier: Apache-2.0
----------------------------- MODULE SlotSender -----------------------------
(***************************************************************************)
(* This module says what the sending side does: send and close.  Locals    *)
(* that are dead are reset, to keep states few.                            *)
(*                                                                         *)
(* An Error may end either call.  After that this side closes, and does    *)
(* nothing else.                                                           *)
(***************************************************************************)
EXTENDS SlotState

SenderKeeps == UNCHANGED <<r, deaths, interrupts>>
SenderGoes(pc) == s' = [s EXCEPT !.pc = pc]
SenderDone(pc, refused) ==
  s' = [s EXCEPT !.pc = pc, !.thread = Nobody, !.seen = Null, !.wake = Nobody,
        !.interrupted = FALSE, !.refused = refused,
        !.owed = IF pc = "idle" /\ ~refused THEN s.sent ELSE @]

\* send(item): some thread is the sender now.
CallSend(t) ==
  /\ SenderAt("idle") /\ s.sent < Messages
  /\ s' = [s EXCEPT !.pc = "sendRead", !.thread = t, !.sent = @ + 1, !.refused = FALSE]
  /\ UNCHANGED <<shared, permit, flag>> /\ SenderKeeps

\* Object w = word.
SendRead ==
  /\ SenderAt("sendRead") /\ word.is # "gone"
  /\ s' = [s EXCEPT !.seen = word,
                    !.pc = CASE word.is = "null" -> "sendCasNull"
                             [] word.is = "empty" -> "sendMark"
                             [] word.is = "item" -> "sendFillItem"
                             [] OTHER -> "misuse"]
  /\ UNCHANGED <<shared, permit, flag>> /\ SenderKeeps

\* S7: gone, put.  The same read.
S7_Refused ==
  /\ SenderAt("sendRead") /\ word.is = "gone"
  /\ SenderDone("idle", TRUE)
  /\ UNCHANGED <<shared, permit, flag>> /\ SenderKeeps

\* S1: slot empty, put.  compareAndSet(null, item).
S1_Put ==
  /\ SenderAt("sendCasNull") /\ word = Null
  /\ word' = Item(s.sent)
  /\ SenderDone("idle", FALSE)
  /\ UNCHANGED <<emptyReceiver, fullItem, fullNext, fullSender, fullPut, closedMark, permit, flag>> /\ SenderKeeps

\* The receiver began to wait, or went away: look again.
SendCasNullFails ==
  /\ SenderAt("sendCasNull") /\ word # Null
  /\ SenderGoes("sendRead")
  /\ UNCHANGED <<shared, permit, flag>> /\ SenderKeeps

\* Thread receiver = empty.receiver.
SendReadsMark ==
  /\ SenderAt("sendMark")
  /\ s' = [s EXCEPT !.wake = emptyReceiver.of[s.seen.mark],
                    !.pc = IF Fault = "unpark_before_put" THEN "sendUnparkFirst" ELSE "sendSet"]
  /\ UNCHANGED <<shared, permit, flag>> /\ SenderKeeps

\* S1: slot empty, put; the receiver waits.  compareAndSet(empty, item).
S1_PutToWaiter ==
  /\ SenderAt("sendSet") /\ word = s.seen
  /\ word' = Item(s.sent)
  /\ IF Fault = "unpark_before_put" THEN SenderDone("idle", FALSE) ELSE SenderGoes("sendUnpark")
  /\ UNCHANGED <<emptyReceiver, fullItem, fullNext, fullSender, fullPut, closedMark, permit, flag>> /\ SenderKeeps

\* S9: the receive that waited has died, and another one took its mark away: look again.
S9_SendCasEmptyFails ==
  /\ SenderAt("sendSet") /\ word # s.seen
  /\ s' = [s EXCEPT !.pc = "sendRead", !.wake = Nobody]
  /\ UNCHANGED <<shared, permit, flag>> /\ SenderKeeps

\* S8: the receiver is woken, after the item is visible.
S8_SenderUnparks ==
  /\ SenderAt("sendUnpark") \/ SenderAt("sendUnparkFirst")
  /\ permit' = [permit EXCEPT ![s.wake] = TRUE]
  /\ IF SenderAt("sendUnpark") THEN SenderDone("idle", FALSE) ELSE SenderGoes("sendSet")
  /\ UNCHANGED <<shared, flag>> /\ SenderKeeps

\* full.item = w.
SendFillsItem ==
  /\ SenderAt("sendFillItem")
  /\ fullItem' = s.seen.item
  /\ SenderGoes("sendFillNext")
  /\ UNCHANGED <<word, emptyReceiver, fullNext, fullSender, fullPut, closedMark, permit, flag>> /\ SenderKeeps

\* full.next = item: what the receiver is to put when it takes the other.
SendFillsNext ==
  /\ SenderAt("sendFillNext")
  /\ fullNext' = <<s.sent>>
  /\ SenderGoes("sendFillThread")
  /\ UNCHANGED <<word, emptyReceiver, fullItem, fullSender, fullPut, closedMark, permit, flag>> /\ SenderKeeps

\* full.sender = this thread; full.put = false.
SendFillsThread ==
  /\ SenderAt("sendFillThread")
  /\ fullSender' = s.thread
  /\ fullPut' = FALSE
  /\ SenderGoes("sendCasFull")
  /\ UNCHANGED <<word, emptyReceiver, fullItem, fullNext, closedMark, permit, flag>> /\ SenderKeeps

\* S2: slot full, put: the sender waits.  compareAndSet(item, full).
S2_SenderWaits ==
  /\ SenderAt("sendCasFull") /\ word = s.seen
  /\ word' = Full
  /\ SenderGoes("sendWait")
  /\ UNCHANGED <<emptyReceiver, fullItem, fullNext, fullSender, fullPut, closedMark, permit, flag>> /\ SenderKeeps

\* The item was taken just now: look again.
SendCasFullFails ==
  /\ SenderAt("sendCasFull") /\ word # s.seen
  /\ SenderGoes("sendRead")
  /\ UNCHANGED <<shared, permit, flag>> /\ SenderKeeps

\* while (word == mine): a read.  At the end an interrupt that was noticed is restored (H16).
SendWaits ==
  /\ SenderAt("sendWait")
  /\ IF word = Full
     THEN SenderGoes("sendPark") /\ UNCHANGED flag
     ELSE /\ s' = [s EXCEPT !.pc = "sendMarkPut", !.interrupted = FALSE]
          /\ flag' = [flag EXCEPT ![s.thread] = @ \/ (s.interrupted /\ Fault # "flag_lost")]
  /\ UNCHANGED <<shared, permit>> /\ SenderKeeps

\* full.put: the receiver put the item (S1), so the call has had its effect.  The mark is cleared.
SendWasPut ==
  /\ SenderAt("sendMarkPut") /\ fullPut
  /\ fullItem' = <<>>
  /\ fullNext' = <<>>
  /\ SenderDone("idle", FALSE)
  /\ UNCHANGED <<word, emptyReceiver, fullSender, fullPut, closedMark, permit, flag>> /\ SenderKeeps

\* S7: gone, put, of a sender that waited.  full.item stays: the receiver that closed reads it.
S7_RefusedWaiting ==
  /\ SenderAt("sendMarkPut") /\ ~fullPut
  /\ fullNext' = <<>>
  /\ SenderDone("idle", TRUE)
  /\ fullItem' = IF Fault = "sender_clears_mark" THEN <<>> ELSE fullItem
  /\ UNCHANGED <<word, emptyReceiver, fullSender, fullPut, closedMark, permit, flag>> /\ SenderKeeps

\* park returns: because of a permit, which it takes, or of the flag.
SendParkReturns ==
  /\ SenderAt("sendPark") /\ (permit[s.thread] \/ flag[s.thread])
  /\ permit' = [permit EXCEPT ![s.thread] = FALSE]
  /\ SenderGoes(IF Fault = "park_once" THEN "sendRead" ELSE "sendUnflag")
  /\ UNCHANGED <<shared, flag>> /\ SenderKeeps

\* park returns for no reason, which it may (but need not: no fairness).
SendParkSpurious ==
  /\ Spurious /\ SenderAt("sendPark")
  /\ SenderGoes(IF Fault = "park_once" THEN "sendRead" ELSE "sendUnflag")
  /\ UNCHANGED <<shared, permit, flag>> /\ SenderKeeps

\* interrupted |= Thread.interrupted(), which clears the flag: with it up, park would not sleep.
SendUnflags ==
  /\ SenderAt("sendUnflag")
  /\ s' = [s EXCEPT !.pc = "sendWait", !.interrupted = @ \/ flag[s.thread]]
  /\ flag' = [flag EXCEPT ![s.thread] = Fault = "flag_left_up" /\ @]
  /\ UNCHANGED <<shared, permit>> /\ SenderKeeps

\* close(terminal): after it the sending side may only close again.
CallClose(t) ==
  /\ s.pc \in {"idle", "closed", "dead"}
  /\ s' = [s EXCEPT !.pc = IF s.wake = Nobody THEN "closeRead" ELSE "closeWake",
                    !.thread = t, !.refused = FALSE]
  /\ UNCHANGED <<shared, permit, flag>> /\ SenderKeeps

\* S9: the call that died was about to wake the receiver, or had done so: twice does no harm.
S9_CloseWakes ==
  /\ SenderAt("closeWake")
  /\ permit' = [permit EXCEPT ![s.wake] = TRUE]
  /\ s' = [s EXCEPT !.pc = "closeRead", !.wake = Nobody]
  /\ UNCHANGED <<shared, flag>> /\ SenderKeeps

\* Object w = word.
CloseRead ==
  /\ SenderAt("closeRead") /\ word.is \in {"null", "item", "empty"}
  /\ s' = [s EXCEPT !.seen = word, !.pc = "closeFillItem"]
  /\ UNCHANGED <<shared, permit, flag>> /\ SenderKeeps

\* S9: a send that died was waiting: its item is in the mark, and will be delivered too.
S9_CloseReadsFull ==
  /\ SenderAt("closeRead") /\ word = Full
  /\ s' = [s EXCEPT !.seen = word, !.pc = IF deaths = 0 THEN "misuse" ELSE "closeFillItem"]
  /\ UNCHANGED <<shared, permit, flag>> /\ SenderKeeps

\* S5: the sender closes, and the receiver is gone, or the sender had closed before: no effect.
S5_CloseUnheard ==
  /\ SenderAt("closeRead") /\ word.is \in {"gone", "closed"}
  /\ SenderDone("closed", FALSE)
  /\ UNCHANGED <<shared, permit, flag>> /\ SenderKeeps

\* closed.item = the pending item, or null; closed.next = that of a send that died while it waited.
CloseFillsItem ==
  /\ SenderAt("closeFillItem")
  /\ closedItem' = CASE Fault = "close_drops_pending" -> <<>>
                     [] s.seen # Full -> s.seen.item
                     [] Fault = "close_drops_waiting" -> fullItem
                     [] Fault = "close_swaps" -> fullNext \o fullItem
                     [] OTHER -> fullItem \o fullNext
  /\ SenderGoes("closeFillTerminal")
  /\ UNCHANGED <<word, emptyReceiver, fullItem, fullNext, fullSender, fullPut, closedTerminal, permit, flag>>
  /\ SenderKeeps

\* closed.terminal = terminal.
CloseFillsTerminal ==
  /\ SenderAt("closeFillTerminal")
  /\ closedTerminal' = <<Terminal>>
  /\ SenderGoes(IF s.seen.is = "empty" THEN "closeMark" ELSE "closeCas")
  /\ UNCHANGED <<word, emptyReceiver, fullItem, fullNext, fullSender, fullPut, closedItem, permit, flag>>
  /\ SenderKeeps

\* Thread receiver = empty.receiver.
CloseReadsMark ==
  /\ SenderAt("closeMark")
  /\ s' = [s EXCEPT !.wake = emptyReceiver.of[s.seen.mark], !.pc = "closeCas"]
  /\ UNCHANGED <<shared, permit, flag>> /\ SenderKeeps

\* S5: the sender closes, empty or pending.  compareAndSet(w, closed).  A pending item is in the mark.
S5_Close ==
  /\ SenderAt("closeCas") /\ word = s.seen
  /\ word' = Closed
  /\ IF s.wake = Nobody THEN SenderDone("closed", FALSE) ELSE SenderGoes("closeUnpark")
  /\ UNCHANGED <<emptyReceiver, fullItem, fullNext, fullSender, fullPut, closedMark, permit, flag>> /\ SenderKeeps

\* The receiver changed the word: look again.
CloseCasFails ==
  /\ SenderAt("closeCas") /\ word # s.seen
  /\ s' = [s EXCEPT !.pc = "closeRead", !.wake = Nobody]
  /\ UNCHANGED <<shared, permit, flag>> /\ SenderKeeps

\* S8: a receiver that waits is woken by the close too.
S8_CloseUnparks ==
  /\ SenderAt("closeUnpark")
  /\ permit' = [permit EXCEPT ![s.wake] = TRUE]
  /\ SenderDone("closed", FALSE)
  /\ UNCHANGED <<shared, flag>> /\ SenderKeeps

\* An Error ends the call.  The thread that it was to wake is kept.  parkWhile restores the flag.  The
\* item is owed to the receiver if it is or was in the word or in the mark.
SendDies ==
  /\ deaths < Deaths /\ s.pc \notin {"idle", "closed", "dead", "misuse"}
  /\ deaths' = deaths + 1
  /\ s' = [s EXCEPT !.pc = "dead", !.thread = Nobody, !.seen = Null, !.interrupted = FALSE,
                    !.owed = IF \/ SenderAt("sendUnpark")
                                \/ s.pc \in {"sendWait", "sendPark", "sendUnflag", "sendMarkPut"}
                                   /\ (word = Full \/ fullPut)
                             THEN s.sent ELSE @,
                    !.wake = IF Fault = "wake_forgotten" THEN Nobody ELSE @]
  /\ flag' = [flag EXCEPT ![s.thread] = @ \/ s.interrupted]
  /\ UNCHANGED <<shared, permit, r, interrupts>>
=============================================================================
