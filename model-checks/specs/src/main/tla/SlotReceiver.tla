\* SPDX-License-Identifier: Apache-2.0
---------------------------- MODULE SlotReceiver ----------------------------
(***************************************************************************)
(* This module says what the receiving side does: receive and              *)
(* closeReceive.  Locals that are dead are reset here too.                 *)
(*                                                                         *)
(* An Error may end a receive.  After that this side receives again, or    *)
(* closes.  No Error ends a closeReceive in this model.                    *)
(***************************************************************************)
EXTENDS SlotState

ReceiverKeeps == UNCHANGED <<s, deaths, interrupts>>
ReceiverGoes(pc) == r' = [r EXCEPT !.pc = pc]
IsItem(got) == got # <<>> /\ got # <<Terminal>>
Taken(got) == IF IsItem(got) THEN got[1] ELSE r.taken
ReceiverDone(pc, got) ==
  r' = [pc |-> pc, thread |-> Nobody, seen |-> Null, item |-> <<>>, next |-> <<>>,
        wake |-> IF r.pc \in {"receiveUnpark", "goneMarkItem"} THEN Nobody ELSE r.wake,
        interrupted |-> FALSE, got |-> got, taken |-> Taken(got)]

\* After a death another thread receives than before.  That is the harder case: a wake-up may go to
\* the old thread.
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

\* Object item = full.item: before the word changes.  After that the sender may reuse the mark.
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

\* Object item = closed.item: after the close only the receiver uses the mark.
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
\* If the item is in a mark, it is read after this: the invariant MarkIsStable says that it is still
\* the same item.  Here got is the item that the closer is owed.
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

\* return closed.item.  The item behind it is of a send that died, and its sender knows of it.
GoneReadsClosedItem ==
  /\ ReceiverAt("goneClosedItem")
  /\ ReceiverDone("gone", closedItem)
  /\ UNCHANGED <<shared, permit, flag>> /\ ReceiverKeeps

\* An Error ends a receive, as on the sending side.  The caller knows what it had taken:
\* there are two buffers, and the handle holds both.
ReceiveDies ==
  /\ deaths < Deaths /\ r.pc \notin {"idle", "gone", "dead", "misuse"} \cup Leaving
  /\ deaths' = deaths + 1
  /\ r' = [r EXCEPT !.pc = "dead", !.thread = Nobody, !.seen = Null, !.item = <<>>, !.next = <<>>,
                    !.interrupted = FALSE, !.got = <<>>, !.taken = Taken(r.got),
                    !.wake = IF Fault = "wake_forgotten" THEN Nobody ELSE @]
  /\ flag' = [flag EXCEPT ![r.thread] = @ \/ r.interrupted]
  /\ UNCHANGED <<shared, permit, s, interrupts>>
=============================================================================
