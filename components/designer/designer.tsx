'use client'

import './designer.css'
import { useRouter } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'
import { DeleteNetworkDialog } from '@/components/networks/delete-network-dialog'
import { Crumbs } from '@/components/shell/crumbs'
import { useLiveEvents } from '@/components/shell/live'
import { currentToasts, dismissToast } from '@/components/ui/toast-store'
import type { IdentityView, NetworkView, PlanOutline } from '@/lib/schemas/views'
import { DesignerBanners } from './designer-banners'
import { DesignerHeader } from './designer-header'
import { DeviceDialog } from './device-dialog'
import { CanvasLayout } from './canvas-layout'
import { Dock } from './dock'
import type { PaletteNode } from './model/palette-node'
import type { DeviceKind } from './palette/add-device-buttons'
import { PhonePicture } from './phone-picture'
import { ProofFoot } from './prove/proof-foot'
import { ProofPanel } from './prove/proof-panel'
import { ProveButton } from './prove/prove-button'
import { useProof } from './prove/use-proof'
import { ReviewBar } from './review-bar'
import { ReadOnlyNote, SaveNote } from './save-note'
import { DesignerProvider, useDesigner, useDesignerStore } from './store/context'
import { DesignTable } from './table/design-table'
import { StudySheets } from './study/study-sheets'
import { StudyTools } from './study/study-tools'
import { useStudy } from './study/use-study'
import { UndoRedoStrip } from './table/undo-redo-strip'
import { useActions } from './use-actions'
import { useAddFromAddress } from './use-add-from-address'
import { useAutosave } from './use-autosave'
import { useDesignerKeys } from './use-keyboard'
import { useModel, type DesignerModel } from './use-model'
import { useScreen } from './use-screen'

export interface DesignerProps {
  view: NetworkView
  plan: PlanOutline | null
  nodes: readonly PaletteNode[]
  identities: readonly IdentityView[]
  /** nodes to add at once, from the address */
  addNodeIds: readonly string[]
  canDesign: boolean
  canOperate: boolean
}

/** The designer of one network. */
export function Designer(props: DesignerProps) {
  return (
    <DesignerProvider view={props.view} plan={props.plan}>
      <Workbench {...props} />
    </DesignerProvider>
  )
}

function Workbench(props: DesignerProps) {
  const { view, nodes, identities, addNodeIds, canDesign, canOperate } = props
  const router = useRouter()
  const screen = useScreen()
  const mode = useDesigner((state) => state.mode)
  const name = useDesigner((state) => state.design.name)
  const model = useModel(nodes)
  const actions = useActions(model.facts, model.nameOf)
  const study = useStudy(model)
  const isReadOnly = !canDesign
  const { flush, retry } = useAutosave(view.id, isReadOnly)
  const searchRef = useRef<HTMLInputElement>(null)
  const [dialog, setDialog] = useState<DeviceKind | 'delete' | null>(null)
  const [isLeaving, setLeaving] = useState(false)
  useServerNews(view)
  useEffect(() => clearToasts, [])
  useAddFromAddress(isReadOnly ? NONE : addNodeIds, actions)
  const onReview = () => {
    if (isReadOnly || isLeaving || model.staged.total === 0) return
    setLeaving(true)
    void flush().then((isSaved) => {
      if (isSaved) router.push(`/networks/${view.id}/review`)
      else setLeaving(false)
    })
  }
  useDesignerKeys({ actions, searchRef, onReview, isReadOnly })
  const { design, proof, showProof } = useDesignProof(view.id, isReadOnly ? null : flush)
  const proofFoot = <ProofFoot proof={proof.latest} />
  const panel = <ProofPanel nameOf={model.nameOf} {...{ proof, design, canOperate }} />
  const isCanvas = screen !== 'phone' && mode === 'canvas'
  const inspector = { networkId: view.id, gridName: view.gridName, identities, model, actions }
  const onAddDevice = (kind: DeviceKind = 'laptop') => setDialog(kind)
  return (
    <div data-designer className="flex h-full min-h-0 flex-col">
      <Crumbs items={[{ label: 'Networks', href: '/networks' }, { label: name }]} />
      <DesignerHeader
        networkId={view.id}
        hasModes={screen !== 'phone'}
        saveNote={isReadOnly ? <ReadOnlyNote /> : <SaveNote onRetry={retry} />}
        onDelete={canOperate ? () => setDialog('delete') : null}
      />
      <DesignerBanners networkId={view.id} />
      {isCanvas ? (
        <CanvasLayout
          {...{ model, study, actions, isReadOnly, screen, searchRef, onAddDevice, nodes }}
          inspector={{ ...inspector, isReadOnly }}
          proof={panel}
          proofFoot={proofFoot}
        />
      ) : (
        <div className="min-h-0 flex-1 overflow-y-auto">
          {screen === 'phone' && <PhoneHead model={model} />}
          <StudyTools className="mx-4 mt-3 w-fit" />
          {!isReadOnly && <UndoRedoStrip />}
          <DesignTable {...{ model, actions, isReadOnly, onAddDevice }} />
          <Dock problems={model.problems} {...{ study, actions, isReadOnly }} proof={panel} />
          <StudySheets {...{ model, study, actions, isReadOnly, proofFoot }} />
        </div>
      )}
      {!isReadOnly && (
        <ReviewBar
          staged={model.staged}
          problems={model.problems}
          onReview={onReview}
          isBusy={isLeaving}
          prove={
            design.resources.length > 0 && (
              <ProveButton {...{ proof, canOperate }} onOpen={showProof} />
            )
          }
        />
      )}
      <DeviceDialog
        kind={dialog === 'delete' ? null : dialog}
        onClose={() => setDialog(null)}
        facts={model.facts}
        actions={actions}
      />
      <DeleteNetworkDialog
        network={view}
        open={dialog === 'delete'}
        onOpenChange={(isOpen) => setDialog(isOpen ? 'delete' : null)}
      />
    </div>
  )
}

/** The proofs of this network; starting one saves the design first. */
function useDesignProof(networkId: string, flush: (() => Promise<boolean>) | null) {
  const store = useDesignerStore()
  const design = useDesigner((state) => state.design)
  const revision = useDesigner((state) => state.save.revision)
  const showDock = useDesigner((state) => state.showDock)
  const save = async () =>
    flush === null || (await flush()) ? store.getState().save.revision : null
  const proof = useProof({ networkId, revision, save })
  return { design, proof, showProof: () => showDock('proof') }
}

const NONE: readonly string[] = []

/** Their Undo means this canvas, so they go with it. */
function clearToasts() {
  for (const { id } of currentToasts()) dismissToast(id)
}

function PhoneHead({ model }: { model: DesignerModel }) {
  const positions = useDesigner((state) => state.positions)
  return (
    <>
      <p className="mx-4 mt-3 rounded-md bg-hover px-3 py-2 text-caption text-fg-2">
        The canvas is a picture on small screens. Everything on it is in the lists below.
      </p>
      <PhonePicture picture={model.picture} positions={positions} />
    </>
  )
}

/** Reservations move on and other people save: what the server says is taken over, unsaved edits stay. */
function useServerNews(view: NetworkView) {
  const store = useDesignerStore()
  const router = useRouter()
  useEffect(() => {
    store.getState().adopt(view)
  }, [store, view])
  useLiveEvents((event) => {
    if (event === null || event.networkId === view.id) router.refresh()
  })
}
