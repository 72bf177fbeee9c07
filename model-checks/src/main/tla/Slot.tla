\* SPDX-License-Identifier: Apache-2.0
-------------------------------- MODULE Slot --------------------------------
(***************************************************************************)
(* The algorithm of dev.sluice.sync.Slot.  One label (a value of pc) for   *)
(* each access that another thread can notice: reads and writes of the     *)
(* word, of the fields of the three marks, of permits and interrupt flags. *)
(*                                                                         *)
(* Each side may move from thread to thread between calls, as it does in   *)
(* the kernel.  Spinning is left out: it is only more reads of the word,   *)
(* and each decision looks at the word again.                              *)
(*                                                                         *)
(* An Error may end a call of send, close or receive between any two       *)
(* labels (S9).  The sending side then closes, and nothing else, as the    *)
(* kernel does; the receiving side goes on, or closes.  A call of          *)
(* closeReceive does not die here.                                         *)
(***************************************************************************)
EXTENDS Naturals, Sequences, TLC

CONSTANTS
  SendThreads, ReceiveThreads,  \* who may be the sending and the receiving side
  Messages,                     \* how many items are sent at most: 1, 2, ...
  Interrupts,                   \* how many interrupts may arrive
  Spurious,                     \* whether park may return without a cause
  Deaths,                       \* how many calls may die
  Fault                         \* "none", or what is broken on purpose

VARIABLES
  word,            \* the one word, volatile
  emptyReceiver,   \* Empty.receiver, plain: of the receiver's mark, and of those it had before
  fullItem,        \* Full.item, plain
  fullNext,        \* Full.next, plain
  fullSender,      \* Full.sender, plain
  fullPut,         \* Full.put, plain
  closedItem,      \* Closed.item and Closed.next, plain
  closedTerminal,  \* Closed.terminal, plain
  permit,          \* of LockSupport, for each thread
  flag,            \* the interrupt flag of each thread
  s, r,            \* the sending and the receiving side: pc, locals, and whom it is about to wake
  deaths,          \* how many calls have died
  interrupts       \* the interrupts that arrived, by thread

closedMark == <<closedItem, closedTerminal>>
shared == <<word, emptyReceiver, fullItem, fullNext, fullSender, fullPut, closedMark>>
vars == <<shared, permit, flag, s, r, deaths, interrupts>>

Threads == SendThreads \cup ReceiveThreads
Nobody == "nobody"
Terminal == Messages + 1   \* what the sender closes with: told apart from each item

\* The values of the word.  Empty, Full and Closed are marks: what belongs to them stands in their
\* fields, which are null at first.  Of Empty there is a new one after each receive that died.
Word(is, item) == [is |-> is, item |-> item, mark |-> 0]
Null == Word("null", <<>>)
Empty == [Word("empty", <<>>) EXCEPT !.mark = emptyReceiver.mark]
Item(i) == Word("item", <<i>>)
Full == Word("full", <<>>)
Closed == Word("closed", <<>>)
Gone == Word("gone", <<>>)

Init ==
  /\ word = Null
  /\ emptyReceiver = [mark |-> 0, of |-> [m \in 0..Deaths |-> Nobody]]
  /\ fullItem = <<>> /\ fullNext = <<>> /\ fullSender = Nobody
  /\ fullPut = FALSE
  /\ closedItem = <<>> /\ closedTerminal = <<>>
  /\ permit = [t \in Threads |-> FALSE]
  /\ flag = [t \in Threads |-> FALSE]
  /\ interrupts = [t \in Threads |-> 0]
  /\ deaths = 0
  /\ s = [pc |-> "idle", thread |-> Nobody, sent |-> 0, seen |-> Null, wake |-> Nobody,
          interrupted |-> FALSE, refused |-> FALSE, owed |-> 0]
  /\ r = [pc |-> "idle", thread |-> Nobody, seen |-> Null, item |-> <<>>, next |-> <<>>, wake |-> Nobody,
          interrupted |-> FALSE, got |-> <<>>, taken |-> 0]

----------------------------------------------------------------------------
(* The sending side.  Locals that are dead are reset, to keep states few.  *)

SenderAt(pc) == s.pc = pc
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

\* S7: gone, put, of a sender that waited.  full.item is left alone: who went away reads it.
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

\* S9: the call that died was about to wake somebody, or had done so: once more does no harm.
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

\* closed.item = the pending item, or null; closed.next = that of a send which died while it waited.
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

\* An Error ends the call.  Whom it was about to wake is kept.  parkWhile restores the flag.  The item
\* is owed to the receiver if it is in the word or in the mark, or was.
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

----------------------------------------------------------------------------
(* The receiving side.                                                     *)

ReceiverAt(pc) == r.pc = pc
ReceiverKeeps == UNCHANGED <<s, deaths, interrupts>>
ReceiverGoes(pc) == r' = [r EXCEPT !.pc = pc]
IsItem(got) == got # <<>> /\ got # <<Terminal>>
Taken(got) == IF IsItem(got) THEN got[1] ELSE r.taken
ReceiverDone(pc, got) ==
  r' = [pc |-> pc, thread |-> Nobody, seen |-> Null, item |-> <<>>, next |-> <<>>,
        wake |-> IF r.pc \in {"receiveUnpark", "goneMarkItem"} THEN Nobody ELSE r.wake,
        interrupted |-> FALSE, got |-> got, taken |-> Taken(got)]

\* Where calls die, another thread receives after the death than before: it is the harder case, as a
\* wake-up may go to the old one.
MayReceive(t) == Deaths = 0 \/ t = IF deaths = 0 THEN "r1" ELSE "r2"

\* receive(): some thread is the receiver now.
CallReceive(t) ==
  /\ MayReceive(t) /\ (ReceiverAt("idle") \/ ReceiverAt("dead"))
  /\ r' = [r EXCEPT !.pc = "receiveRead", !.thread = t, !.got = <<>>]
  /\ UNCHANGED <<shared, permit, flag>> /\ ReceiverKeeps

\* Object w = word.
ReceiveRead ==
  /\ ReceiverAt("receiveRead")
  /\ r' = [r EXCEPT !.seen = word,
                    !.pc = CASE word.is = "null" -> IF r.wake = Nobody THEN "receiveFill" ELSE "receiveWake"
                             [] word.is = "item" -> "receiveCasItem"
                             [] word.is = "full" -> "receiveMarkItem"
                             [] word.is = "closed" -> "receiveClosedItem"
                             [] word.is = "empty" /\ deaths > 0 -> "receiveRenew"
                             [] OTHER -> "misuse"]
  /\ UNCHANGED <<shared, permit, flag>> /\ ReceiverKeeps

\* S9: the receive that died was about to wake the sender.
S9_ReceiveWakes ==
  /\ ReceiverAt("receiveWake")
  /\ permit' = [permit EXCEPT ![r.wake] = TRUE]
  /\ ReceiverGoes("receiveFill")
  /\ UNCHANGED <<shared, flag>> /\ ReceiverKeeps

\* S9: a receive died while it waited, and the sender may have read that mark: empty = new Empty().
\* compareAndSet(the old mark, null), if that is still there.
S9_ReceiveRenews ==
  /\ ReceiverAt("receiveRenew")
  /\ emptyReceiver' = [emptyReceiver EXCEPT !.mark = IF Fault = "mark_reused" THEN @ ELSE @ + 1]
  /\ word' = IF word = r.seen THEN Null ELSE word
  /\ ReceiverGoes("receiveRead")
  /\ UNCHANGED <<fullItem, fullNext, fullSender, fullPut, closedMark, permit, flag>> /\ ReceiverKeeps

\* S3: the slot holds an item, take.  compareAndSet(item, null).
S3_Take ==
  /\ ReceiverAt("receiveCasItem") /\ word = r.seen
  /\ word' = Null
  /\ ReceiverDone("idle", r.seen.item)
  /\ UNCHANGED <<emptyReceiver, fullItem, fullNext, fullSender, fullPut, closedMark, permit, flag>> /\ ReceiverKeeps

\* The sender began to wait, or closed: look again.
ReceiveCasItemFails ==
  /\ ReceiverAt("receiveCasItem") /\ word # r.seen
  /\ ReceiverGoes("receiveRead")
  /\ UNCHANGED <<shared, permit, flag>> /\ ReceiverKeeps

\* Object item = full.item: before the word changes, after that the sender may reuse the mark.
ReceiveReadsMarkItem ==
  /\ ReceiverAt("receiveMarkItem")
  /\ r' = [r EXCEPT !.item = fullItem, !.pc = "receiveMarkNext"]
  /\ UNCHANGED <<shared, permit, flag>> /\ ReceiverKeeps

\* Object next = full.next.
ReceiveReadsMarkNext ==
  /\ ReceiverAt("receiveMarkNext")
  /\ r' = [r EXCEPT !.next = fullNext, !.pc = "receiveMarkSender"]
  /\ UNCHANGED <<shared, permit, flag>> /\ ReceiverKeeps

\* Thread sender = full.sender.
ReceiveReadsMarkSender ==
  /\ ReceiverAt("receiveMarkSender")
  /\ r' = [r EXCEPT !.wake = fullSender, !.pc = "receiveSaysPut"]
  /\ UNCHANGED <<shared, permit, flag>> /\ ReceiverKeeps

\* full.put = true, before the word changes: so the sender will know that its item was put.
ReceiveSaysPut ==
  /\ ReceiverAt("receiveSaysPut")
  /\ fullPut' = (Fault # "put_untold")
  /\ ReceiverGoes("receiveSet")
  /\ UNCHANGED <<word, emptyReceiver, fullItem, fullNext, fullSender, closedMark, permit, flag>> /\ ReceiverKeeps

\* S3: the slot holds an item and the sender waits, take; S1: and put the item that it waits with.
\* compareAndSet(full, next).
S3_S1_TakeAndPut ==
  /\ ReceiverAt("receiveSet") /\ word = Full
  /\ word' = Word("item", r.next)
  /\ r' = [r EXCEPT !.pc = IF Fault = "mark_read_late" THEN "receiveLate" ELSE "receiveUnpark",
                    !.got = r.item]
  /\ UNCHANGED <<emptyReceiver, fullItem, fullNext, fullSender, fullPut, closedMark, permit, flag>>
  /\ ReceiverKeeps

\* S9: the send that waited has died, and was closed: look again.
S9_ReceiveCasFullFails ==
  /\ ReceiverAt("receiveSet") /\ word # Full
  /\ ReceiverGoes("receiveRead")
  /\ UNCHANGED <<shared, permit, flag>> /\ ReceiverKeeps

\* Only under a fault: the mark is read when the word has changed already.
BrokenReadsMarkLate ==
  /\ ReceiverAt("receiveLate")
  /\ r' = [r EXCEPT !.got = fullItem, !.pc = "receiveUnpark"]
  /\ UNCHANGED <<shared, permit, flag>> /\ ReceiverKeeps

\* S8: the sender is woken, after the word has changed.
S8_ReceiverUnparks ==
  /\ ReceiverAt("receiveUnpark")
  /\ permit' = [permit EXCEPT ![r.wake] = @ \/ Fault # "no_unpark"]
  /\ ReceiverDone("idle", r.got)
  /\ UNCHANGED <<shared, flag>> /\ ReceiverKeeps

\* Object item = closed.item: from the close on the mark is the receiver's alone.
ReceiveReadsClosedItem ==
  /\ ReceiverAt("receiveClosedItem")
  /\ r' = [r EXCEPT !.item = closedItem, !.pc = "receiveClosedClear"]
  /\ UNCHANGED <<shared, permit, flag>> /\ ReceiverKeeps

\* S3: the sender closed, an item is pending, take.  closed.item = closed.next; the word stays.
S3_TakeLast ==
  /\ ReceiverAt("receiveClosedClear") /\ r.item # <<>>
  /\ closedItem' = Tail(closedItem)
  /\ ReceiverDone("idle", <<r.item[1]>>)
  /\ UNCHANGED <<word, emptyReceiver, fullItem, fullNext, fullSender, fullPut, closedTerminal, permit, flag>>
  /\ ReceiverKeeps

\* The same write, when nothing is pending: it changes nothing.
ReceiveClearsNothing ==
  /\ ReceiverAt("receiveClosedClear") /\ r.item = <<>>
  /\ closedItem' = <<>>
  /\ ReceiverGoes("receiveClosedTerminal")
  /\ UNCHANGED <<word, emptyReceiver, fullItem, fullNext, fullSender, fullPut, closedTerminal, permit, flag>>
  /\ ReceiverKeeps

\* S5: closed and drained: the terminal value, closed.terminal.
S5_Terminal ==
  /\ ReceiverAt("receiveClosedTerminal")
  /\ ReceiverDone("idle", closedTerminal)
  /\ UNCHANGED <<shared, permit, flag>> /\ ReceiverKeeps

\* empty.receiver = this thread.
ReceiveFills ==
  /\ ReceiverAt("receiveFill")
  /\ emptyReceiver' = [emptyReceiver EXCEPT !.of[emptyReceiver.mark] = r.thread]
  /\ ReceiverGoes("receiveCasEmpty")
  /\ UNCHANGED <<word, fullItem, fullNext, fullSender, fullPut, closedMark, permit, flag>> /\ ReceiverKeeps

\* S4: slot empty, take: the receiver waits.  compareAndSet(null, empty).
S4_ReceiverWaits ==
  /\ ReceiverAt("receiveCasEmpty") /\ word = Null
  /\ word' = Empty
  /\ ReceiverGoes("receiveWait")
  /\ UNCHANGED <<emptyReceiver, fullItem, fullNext, fullSender, fullPut, closedMark, permit, flag>> /\ ReceiverKeeps

\* Something was sent just now, or closed: look again.
ReceiveCasEmptyFails ==
  /\ ReceiverAt("receiveCasEmpty") /\ word # Null
  /\ ReceiverGoes("receiveRead")
  /\ UNCHANGED <<shared, permit, flag>> /\ ReceiverKeeps

\* while (word == mine), as on the sending side.
ReceiveWaits ==
  /\ ReceiverAt("receiveWait")
  /\ IF word = Empty
     THEN ReceiverGoes("receivePark") /\ UNCHANGED flag
     ELSE /\ r' = [r EXCEPT !.pc = "receiveRead", !.interrupted = FALSE]
          /\ flag' = [flag EXCEPT ![r.thread] = @ \/ r.interrupted]
  /\ UNCHANGED <<shared, permit>> /\ ReceiverKeeps

\* park returns: because of a permit, which it takes, or of the flag.
ReceiveParkReturns ==
  /\ ReceiverAt("receivePark") /\ (permit[r.thread] \/ flag[r.thread])
  /\ permit' = [permit EXCEPT ![r.thread] = FALSE]
  /\ ReceiverGoes("receiveUnflag")
  /\ UNCHANGED <<shared, flag>> /\ ReceiverKeeps

\* park returns for no reason.
ReceiveParkSpurious ==
  /\ Spurious /\ ReceiverAt("receivePark")
  /\ ReceiverGoes("receiveUnflag")
  /\ UNCHANGED <<shared, permit, flag>> /\ ReceiverKeeps

\* interrupted |= Thread.interrupted().
ReceiveUnflags ==
  /\ ReceiverAt("receiveUnflag")
  /\ r' = [r EXCEPT !.pc = "receiveWait", !.interrupted = @ \/ flag[r.thread]]
  /\ flag' = [flag EXCEPT ![r.thread] = FALSE]
  /\ UNCHANGED <<shared, permit>> /\ ReceiverKeeps

Leaving == {"goneWake", "goneLook", "goneSwap", "goneMarkSender", "goneUnpark", "goneMarkItem",
            "goneClosedItem"}

\* closeReceive(): the last call of the receiving side.
CallCloseReceive(t) ==
  /\ MayReceive(t) /\ (ReceiverAt("idle") \/ ReceiverAt("dead"))
  /\ r' = [r EXCEPT !.pc = IF r.wake = Nobody THEN "goneLook" ELSE "goneWake", !.thread = t, !.got = <<>>]
  /\ UNCHANGED <<shared, permit, flag>> /\ ReceiverKeeps

\* S9: the receive that died was about to wake the sender.
S9_GoneWakes ==
  /\ ReceiverAt("goneWake")
  /\ permit' = [permit EXCEPT ![r.wake] = TRUE]
  /\ ReceiverGoes("goneLook")
  /\ UNCHANGED <<shared, flag>> /\ ReceiverKeeps

\* S9: full.put = false, if the sender waits: a receive that died has set it, and the sender will be
\* refused.
S9_GoneUnsaysPut ==
  /\ ReceiverAt("goneLook")
  /\ fullPut' = (fullPut /\ (word # Full \/ Fault = "put_stays"))
  /\ ReceiverGoes("goneSwap")
  /\ UNCHANGED <<word, emptyReceiver, fullItem, fullNext, fullSender, closedMark, permit, flag>> /\ ReceiverKeeps

\* S6: the receiver closes, empty or pending.  getAndSet(gone); what was pending is the closer's.
\* If it is in a mark it is read from there after this: the invariant MarkIsStable says that it is
\* still the same one.  Here got is what the closer is owed.
S6_CloseReceive ==
  /\ ReceiverAt("goneSwap")
  /\ word' = Gone
  /\ CASE word = Full -> r' = [r EXCEPT !.pc = "goneMarkSender", !.got = fullItem]
       [] word = Closed -> r' = [r EXCEPT !.pc = "goneClosedItem", !.got = closedItem]
       [] OTHER -> ReceiverDone("gone", word.item)
  /\ UNCHANGED <<emptyReceiver, fullItem, fullNext, fullSender, fullPut, closedMark, permit, flag>> /\ ReceiverKeeps

\* full.sender.
GoneReadsMarkSender ==
  /\ ReceiverAt("goneMarkSender")
  /\ r' = [r EXCEPT !.wake = fullSender, !.pc = "goneUnpark"]
  /\ UNCHANGED <<shared, permit, flag>> /\ ReceiverKeeps

\* S8: the sender that waits is woken, to be refused.
S8_GoneUnparks ==
  /\ ReceiverAt("goneUnpark")
  /\ permit' = [permit EXCEPT ![r.wake] = TRUE]
  /\ r' = [r EXCEPT !.wake = Nobody, !.pc = "goneMarkItem"]
  /\ UNCHANGED <<shared, flag>> /\ ReceiverKeeps

\* return full.item: the sender that was woken may have returned by now.
GoneReadsMarkItem ==
  /\ ReceiverAt("goneMarkItem")
  /\ ReceiverDone("gone", fullItem)
  /\ UNCHANGED <<shared, permit, flag>> /\ ReceiverKeeps

\* return closed.item.  The one behind it, of a send that died, is known to who sent it.
GoneReadsClosedItem ==
  /\ ReceiverAt("goneClosedItem")
  /\ ReceiverDone("gone", closedItem)
  /\ UNCHANGED <<shared, permit, flag>> /\ ReceiverKeeps

\* An Error ends a receive, as on the sending side.  What it had taken is known to who calls: there
\* are two buffers, and the handle holds both.
ReceiveDies ==
  /\ deaths < Deaths /\ r.pc \notin {"idle", "gone", "dead", "misuse"} \cup Leaving
  /\ deaths' = deaths + 1
  /\ r' = [r EXCEPT !.pc = "dead", !.thread = Nobody, !.seen = Null, !.item = <<>>, !.next = <<>>,
                    !.interrupted = FALSE, !.got = <<>>, !.taken = Taken(r.got),
                    !.wake = IF Fault = "wake_forgotten" THEN Nobody ELSE @]
  /\ flag' = [flag EXCEPT ![r.thread] = @ \/ r.interrupted]
  /\ UNCHANGED <<shared, permit, s, interrupts>>

----------------------------------------------------------------------------
(* Others.                                                                 *)

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
  \/ S9_CloseWakes \/ CloseRead \/ S9_CloseReadsFull \/ S5_CloseUnheard \/ CloseFillsItem \/ CloseFillsTerminal \/ CloseReadsMark
  \/ S5_Close \/ CloseCasFails \/ S8_CloseUnparks

ReceiverStep ==
  \/ ReceiveRead \/ S9_ReceiveWakes \/ S9_ReceiveRenews \/ S3_Take \/ ReceiveCasItemFails
  \/ ReceiveReadsMarkItem \/ ReceiveReadsMarkNext \/ ReceiveReadsMarkSender
  \/ ReceiveSaysPut \/ S3_S1_TakeAndPut \/ S9_ReceiveCasFullFails
  \/ BrokenReadsMarkLate \/ S8_ReceiverUnparks
  \/ ReceiveReadsClosedItem \/ S3_TakeLast \/ ReceiveClearsNothing \/ S5_Terminal
  \/ ReceiveFills \/ S4_ReceiverWaits \/ ReceiveCasEmptyFails
  \/ ReceiveWaits \/ ReceiveParkReturns \/ ReceiveUnflags
  \/ S9_GoneWakes \/ S9_GoneUnsaysPut \/ S6_CloseReceive \/ GoneReadsMarkSender \/ S8_GoneUnparks \/ GoneReadsMarkItem
  \/ GoneReadsClosedItem

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

\* Whose call died calls again: the sending side closes, the receiving side closes too, or receives
\* until it has woken whom it owes that, which it does when it has to wait.
ReceiverGoesOn(t) == CallReceive(t) \/ CallCloseReceive(t)
GoesOn ==
  /\ WF_vars(SenderAt("dead") /\ \E t \in SendThreads : CallClose(t))
  /\ WF_vars(ReceiverAt("dead") /\ \E t \in ReceiveThreads : ReceiverGoesOn(t))
  /\ WF_vars(ReceiverAt("idle") /\ r.wake # Nobody /\ \E t \in ReceiveThreads : ReceiverGoesOn(t))
SpecOfDeaths == Spec /\ GoesOn

\* No thread is different from another of its side: TLC may take states that differ in their names
\* for one (for safety only).
ThreadsAlike == Permutations(SendThreads) \cup Permutations(ReceiveThreads)

----------------------------------------------------------------------------
(* What is checked.                                                        *)

\* No side takes the other's mark for a second thread of its own.
NoMisuse == s.pc # "misuse" /\ r.pc # "misuse"

\* closeReceive reads a mark after its exchange: what it will read is what it owes the closer.
MarkIsStable ==
  /\ r.pc \in {"goneMarkSender", "goneUnpark", "goneMarkItem"} => fullItem = r.got
  /\ ReceiverAt("goneClosedItem") => closedItem = r.got

\* S9: what was put is taken in its order, and no item twice, whatever call died.
S9_InOrder == [][r'.taken \in {r.taken, r.taken + 1}]_vars

\* S9: who receives the terminal value has received before it each item that was owed to it.
S9_NothingLost == r.got = <<Terminal>> => r.taken >= s.owed

SenderSleeps == s.pc \in {"sendWait", "sendPark", "sendUnflag"}
ReceiverSleeps == r.pc \in {"receiveWait", "receivePark", "receiveUnflag"}

\* S9: nobody sleeps for what has happened, as whose call died goes on and wakes whom it owes that.
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
\* down, or it would spin; unless one more arrived.
NoBusyWait ==
  /\ SenderAt("sendWait") /\ s.interrupted /\ interrupts[s.thread] = 1 => ~flag[s.thread]
  /\ ReceiverAt("receiveWait") /\ r.interrupted /\ interrupts[r.thread] = 1 => ~flag[r.thread]

Closing == {"closeWake", "closeRead", "closeFillItem", "closeFillTerminal", "closeMark", "closeCas"}

\* The receiver has put the item of a sender that waits, which has not noticed yet.
PutByReceiver ==
  /\ s.pc \in {"sendWait", "sendPark", "sendUnflag", "sendMarkPut"}
  /\ word # Full /\ fullPut

\* Without deaths.  Where the effect of a call is behind it, the abstract call has returned; but one that waited has
\* still to be woken.
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
