\* SPDX-License-Identifier: Apache-2.0
----------------------------- MODULE SlotState ------------------------------
(***************************************************************************)
(* This module says what there is in a slot: the constants, the variables, *)
(* and where all of it begins.  Slot names the modules that stand on it.   *)
(***************************************************************************)
EXTENDS Naturals, Sequences

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

\* Which label each side is at.
SenderAt(pc) == s.pc = pc
ReceiverAt(pc) == r.pc = pc
=============================================================================
