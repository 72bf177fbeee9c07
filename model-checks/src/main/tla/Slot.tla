\* SPDX-License-Identifier: Apache-2.0
-------------------------------- MODULE Slot --------------------------------
(***************************************************************************)
(* The algorithm of dev.sluice.kernel.Slot.  One label (a value of pc) for *)
(* each access that another thread can notice: reads and writes of the     *)
(* word, of the fields of the three marks, of permits and interrupt flags. *)
(*                                                                         *)
(* Each side may move from thread to thread between calls, as it does in   *)
(* the kernel.  Spinning is left out: it is only more reads of the word,   *)
(* and each decision looks at the word again.  Calls do not die here: what *)
(* becomes of a side whose call died (S9) is explored in the real class.   *)
(***************************************************************************)
EXTENDS Naturals, Sequences, TLC

CONSTANTS
  SendThreads, ReceiveThreads,  \* who may be the sending and the receiving side
  Messages,                     \* how many items are sent at most: 1, 2, ...
  Interrupts,                   \* how many interrupts may arrive
  Spurious,                     \* whether park may return without a cause
  Fault                         \* "none", or what is broken on purpose

VARIABLES
  word,            \* the one word, volatile
  emptyReceiver,   \* Empty.receiver, plain
  fullItem,        \* Full.item, plain
  fullNext,        \* Full.next, plain
  fullSender,      \* Full.sender, plain
  fullPut,         \* Full.put, plain
  closedItem,      \* Closed.item, plain
  closedTerminal,  \* Closed.terminal, plain
  permit,          \* of LockSupport, for each thread
  flag,            \* the interrupt flag of each thread
  s, r,            \* the sending and the receiving side: pc and locals
  interrupts       \* the interrupts that arrived, by thread

closedMark == <<closedItem, closedTerminal>>
shared == <<word, emptyReceiver, fullItem, fullNext, fullSender, fullPut, closedMark>>
vars == <<shared, permit, flag, s, r, interrupts>>

Threads == SendThreads \cup ReceiveThreads
Nobody == "nobody"
Terminal == Messages + 1   \* what the sender closes with: told apart from each item

\* The values of the word.  Empty, Full and Closed are marks: what belongs to them stands in their
\* fields, which are null at first.
Word(is, item) == [is |-> is, item |-> item]
Null == Word("null", <<>>)
Empty == Word("empty", <<>>)
Item(i) == Word("item", <<i>>)
Full == Word("full", <<>>)
Closed == Word("closed", <<>>)
Gone == Word("gone", <<>>)

Init ==
  /\ word = Null
  /\ emptyReceiver = Nobody /\ fullItem = <<>> /\ fullNext = <<>> /\ fullSender = Nobody
  /\ fullPut = FALSE
  /\ closedItem = <<>> /\ closedTerminal = <<>>
  /\ permit = [t \in Threads |-> FALSE]
  /\ flag = [t \in Threads |-> FALSE]
  /\ interrupts = [t \in Threads |-> 0]
  /\ s = [pc |-> "idle", thread |-> Nobody, sent |-> 0, seen |-> Null, wake |-> Nobody,
          interrupted |-> FALSE, refused |-> FALSE]
  /\ r = [pc |-> "idle", thread |-> Nobody, seen |-> Null, item |-> <<>>, next |-> <<>>, wake |-> Nobody,
          interrupted |-> FALSE, got |-> <<>>]

----------------------------------------------------------------------------
(* The sending side.  Locals that are dead are reset, to keep states few.  *)

SenderAt(pc) == s.pc = pc
SenderKeeps == UNCHANGED <<r, interrupts>>
SenderGoes(pc) == s' = [s EXCEPT !.pc = pc]
SenderDone(pc, refused) ==
  s' = [s EXCEPT !.pc = pc, !.thread = Nobody, !.seen = Null, !.wake = Nobody,
        !.interrupted = FALSE, !.refused = refused]

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
  /\ s' = [s EXCEPT !.wake = emptyReceiver,
                    !.pc = IF Fault = "unpark_before_put" THEN "sendUnparkFirst" ELSE "sendSet"]
  /\ UNCHANGED <<shared, permit, flag>> /\ SenderKeeps

\* S1: slot empty, put; the receiver waits, and does not touch the word meanwhile.
S1_PutToWaiter ==
  /\ SenderAt("sendSet")
  /\ word' = Item(s.sent)
  /\ IF Fault = "unpark_before_put" THEN SenderDone("idle", FALSE) ELSE SenderGoes("sendUnpark")
  /\ UNCHANGED <<emptyReceiver, fullItem, fullNext, fullSender, fullPut, closedMark, permit, flag>> /\ SenderKeeps

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
  /\ SenderAt("idle") \/ SenderAt("closed")
  /\ s' = [s EXCEPT !.pc = "closeRead", !.thread = t, !.refused = FALSE]
  /\ UNCHANGED <<shared, permit, flag>> /\ SenderKeeps

\* Object w = word.
CloseRead ==
  /\ SenderAt("closeRead") /\ word.is \notin {"gone", "closed"}
  /\ s' = [s EXCEPT !.seen = word,
                    !.pc = IF word.is \in {"null", "item", "empty"} THEN "closeFillItem" ELSE "misuse"]
  /\ UNCHANGED <<shared, permit, flag>> /\ SenderKeeps

\* S5: the sender closes, and the receiver is gone, or the sender had closed before: no effect.
S5_CloseUnheard ==
  /\ SenderAt("closeRead") /\ word.is \in {"gone", "closed"}
  /\ SenderDone("closed", FALSE)
  /\ UNCHANGED <<shared, permit, flag>> /\ SenderKeeps

\* closed.item = the pending item, or null.
CloseFillsItem ==
  /\ SenderAt("closeFillItem")
  /\ closedItem' = IF Fault = "close_drops_pending" THEN <<>> ELSE s.seen.item
  /\ SenderGoes("closeFillTerminal")
  /\ UNCHANGED <<word, emptyReceiver, fullItem, fullNext, fullSender, fullPut, closedTerminal, permit, flag>>
  /\ SenderKeeps

\* closed.terminal = terminal.
CloseFillsTerminal ==
  /\ SenderAt("closeFillTerminal")
  /\ closedTerminal' = <<Terminal>>
  /\ SenderGoes(IF s.seen = Empty THEN "closeMark" ELSE "closeCas")
  /\ UNCHANGED <<word, emptyReceiver, fullItem, fullNext, fullSender, fullPut, closedItem, permit, flag>>
  /\ SenderKeeps

\* Thread receiver = empty.receiver.
CloseReadsMark ==
  /\ SenderAt("closeMark")
  /\ s' = [s EXCEPT !.wake = emptyReceiver, !.pc = "closeCas"]
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

----------------------------------------------------------------------------
(* The receiving side.                                                     *)

ReceiverAt(pc) == r.pc = pc
ReceiverKeeps == UNCHANGED <<s, interrupts>>
ReceiverGoes(pc) == r' = [r EXCEPT !.pc = pc]
ReceiverDone(pc, got) ==
  r' = [pc |-> pc, thread |-> Nobody, seen |-> Null, item |-> <<>>, next |-> <<>>, wake |-> Nobody,
        interrupted |-> FALSE, got |-> got]

\* receive(): some thread is the receiver now.
CallReceive(t) ==
  /\ ReceiverAt("idle")
  /\ r' = [r EXCEPT !.pc = "receiveRead", !.thread = t, !.got = <<>>]
  /\ UNCHANGED <<shared, permit, flag>> /\ ReceiverKeeps

\* Object w = word.
ReceiveRead ==
  /\ ReceiverAt("receiveRead")
  /\ r' = [r EXCEPT !.seen = word,
                    !.pc = CASE word.is = "null" -> "receiveFill"
                             [] word.is = "item" -> "receiveCasItem"
                             [] word.is = "full" -> "receiveMarkItem"
                             [] word.is = "closed" -> "receiveClosedItem"
                             [] OTHER -> "misuse"]
  /\ UNCHANGED <<shared, permit, flag>> /\ ReceiverKeeps

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
\* Nobody else changes the word now.
S3_S1_TakeAndPut ==
  /\ ReceiverAt("receiveSet")
  /\ word' = Word("item", r.next)
  /\ r' = [r EXCEPT !.pc = IF Fault = "mark_read_late" THEN "receiveLate" ELSE "receiveUnpark",
                    !.got = r.item]
  /\ UNCHANGED <<emptyReceiver, fullItem, fullNext, fullSender, fullPut, closedMark, permit, flag>>
  /\ ReceiverKeeps

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

\* S3: the sender closed, an item is pending, take.  closed.item = null; the word stays.
S3_TakeLast ==
  /\ ReceiverAt("receiveClosedClear") /\ r.item # <<>>
  /\ closedItem' = <<>>
  /\ ReceiverDone("idle", r.item)
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
  /\ emptyReceiver' = r.thread
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

\* closeReceive(): the last call of the receiving side.
CallCloseReceive(t) ==
  /\ ReceiverAt("idle")
  /\ r' = [r EXCEPT !.pc = "goneSwap", !.thread = t, !.got = <<>>]
  /\ UNCHANGED <<shared, permit, flag>> /\ ReceiverKeeps

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

\* return closed.item.
GoneReadsClosedItem ==
  /\ ReceiverAt("goneClosedItem")
  /\ ReceiverDone("gone", closedItem)
  /\ UNCHANGED <<shared, permit, flag>> /\ ReceiverKeeps

----------------------------------------------------------------------------
(* Others.                                                                 *)

\* H16: a thread that is in a call is interrupted, at any moment.
H16_Interrupted(t) ==
  /\ t \in {s.thread, r.thread}
  /\ interrupts[t] < Interrupts
  /\ interrupts' = [interrupts EXCEPT ![t] = @ + 1]
  /\ flag' = [flag EXCEPT ![t] = TRUE]
  /\ UNCHANGED <<shared, permit, s, r>>

SenderStep ==
  \/ SendRead \/ S7_Refused \/ S1_Put \/ SendCasNullFails
  \/ SendReadsMark \/ S1_PutToWaiter \/ S8_SenderUnparks
  \/ SendFillsItem \/ SendFillsNext \/ SendFillsThread \/ S2_SenderWaits \/ SendCasFullFails
  \/ SendWaits \/ SendParkReturns \/ SendUnflags \/ SendWasPut \/ S7_RefusedWaiting
  \/ CloseRead \/ S5_CloseUnheard \/ CloseFillsItem \/ CloseFillsTerminal \/ CloseReadsMark
  \/ S5_Close \/ CloseCasFails \/ S8_CloseUnparks

ReceiverStep ==
  \/ ReceiveRead \/ S3_Take \/ ReceiveCasItemFails
  \/ ReceiveReadsMarkItem \/ ReceiveReadsMarkNext \/ ReceiveReadsMarkSender
  \/ ReceiveSaysPut \/ S3_S1_TakeAndPut
  \/ BrokenReadsMarkLate \/ S8_ReceiverUnparks
  \/ ReceiveReadsClosedItem \/ S3_TakeLast \/ ReceiveClearsNothing \/ S5_Terminal
  \/ ReceiveFills \/ S4_ReceiverWaits \/ ReceiveCasEmptyFails
  \/ ReceiveWaits \/ ReceiveParkReturns \/ ReceiveUnflags
  \/ S6_CloseReceive \/ GoneReadsMarkSender \/ S8_GoneUnparks \/ GoneReadsMarkItem
  \/ GoneReadsClosedItem

Next ==
  \/ \E t \in SendThreads : CallSend(t) \/ CallClose(t)
  \/ SenderStep
  \/ \E t \in ReceiveThreads : CallReceive(t) \/ CallCloseReceive(t)
  \/ ReceiverStep
  \/ SendParkSpurious \/ ReceiveParkSpurious
  \/ \E t \in Threads : H16_Interrupted(t)

\* Each side goes on when it can.  Nobody has to call, to interrupt, or to wake up without a cause.
Spec == Init /\ [][Next]_vars /\ WF_vars(SenderStep) /\ WF_vars(ReceiverStep)

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

Closing == {"closeRead", "closeFillItem", "closeFillTerminal", "closeMark", "closeCas"}

\* The receiver has put the item of a sender that waits, which has not noticed yet.
PutByReceiver ==
  /\ s.pc \in {"sendWait", "sendPark", "sendUnflag", "sendMarkPut"}
  /\ word # Full /\ fullPut

\* Where the effect of a call is behind it, the abstract call has returned; but one that waited has
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
              [] r.pc = "goneSwap" -> "closeReceive"
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
