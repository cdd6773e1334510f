'use client'

import './designer.css'
import dynamic from 'next/dynamic'
import { useRouter } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'
import { DeleteNetworkDialog } from '@/components/networks/delete-network-dialog'
import { Crumbs } from '@/components/shell/crumbs'
import { useLiveEvents } from '@/components/shell/live'
import { Sheet } from '@/components/ui/sheet'
import { currentToasts, dismissToast } from '@/components/ui/toast-store'
import type { IdentityView, NetworkView, PlanView } from '@/lib/schemas/views'
import { DesignerBanners } from './designer-banners'
import { DesignerHeader } from './designer-header'
import { DeviceDialog } from './device-dialog'
import { ProblemsDock } from './dock'
import { EmptyCanvas } from './empty-canvas'
import { InspectorContent, type InspectorProps } from './inspector/inspector'
import type { PaletteNode } from './model/palette-node'
import type { DeviceKind } from './palette/add-device-buttons'
import { Palette } from './palette/palette'
import { PhonePicture } from './phone-picture'
import { ReviewBar } from './review-bar'
import { ReadOnlyNote, SaveNote } from './save-note'
import { DesignerProvider, useDesigner, useDesignerStore } from './store/context'
import { DesignTable } from './table/design-table'
import { UndoRedoStrip } from './table/undo-redo-strip'
import { useActions, type DesignerActions } from './use-actions'
import { useAddFromAddress } from './use-add-from-address'
import { useAutosave } from './use-autosave'
import { useDesignerKeys } from './use-keyboard'
import { useModel, type DesignerModel } from './use-model'
import { useScreen } from './use-screen'

const Canvas = dynamic(() => import('./flow/canvas').then((module) => module.Canvas), {
  ssr: false,
  loading: () => <div aria-busy className="dotted h-full" />,
})

export interface DesignerProps {
  view: NetworkView
  plan: PlanView | null
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
          {...{ model, actions, isReadOnly, screen, searchRef, onAddDevice, nodes }}
          inspector={{ ...inspector, isReadOnly }}
        />
      ) : (
        <div className="min-h-0 flex-1 overflow-y-auto">
          {screen === 'phone' && <PhoneHead model={model} />}
          {!isReadOnly && <UndoRedoStrip />}
          <DesignTable {...{ model, actions, isReadOnly, onAddDevice }} />
          <ProblemsDock problems={model.problems} actions={actions} isReadOnly={isReadOnly} />
        </div>
      )}
      {!isReadOnly && (
        <ReviewBar
          staged={model.staged}
          problems={model.problems}
          onReview={onReview}
          isBusy={isLeaving}
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

const NONE: readonly string[] = []

/** Their Undo means this canvas, so they go with it. */
function clearToasts() {
  for (const { id } of currentToasts()) dismissToast(id)
}

interface CanvasLayoutProps {
  model: DesignerModel
  actions: DesignerActions
  isReadOnly: boolean
  screen: 'phone' | 'narrow' | 'wide'
  searchRef: React.RefObject<HTMLInputElement | null>
  onAddDevice: (kind: DeviceKind) => void
  nodes: readonly PaletteNode[]
  inspector: InspectorProps
}

function CanvasLayout(props: CanvasLayoutProps) {
  const { model, actions, isReadOnly, screen, searchRef, onAddDevice, nodes, inspector } = props
  const isEmpty = useDesigner((state) => state.design.resources.length === 0)
  return (
    <div className="flex min-h-0 flex-1">
      {!isReadOnly && (
        <Palette nodes={nodes} actions={actions} onAddDevice={onAddDevice} searchRef={searchRef} />
      )}
      <div className="flex min-h-0 min-w-0 flex-1 flex-col">
        <div className="relative min-h-0 flex-1">
          <Canvas picture={model.picture} actions={actions} isReadOnly={isReadOnly} />
          {isEmpty && <EmptyCanvas isReadOnly={isReadOnly} hasNodes={nodes.length > 0} />}
        </div>
        <ProblemsDock problems={model.problems} actions={actions} isReadOnly={isReadOnly} />
      </div>
      {screen === 'wide' ? (
        <aside
          aria-label="Inspector"
          className="flex min-h-0 w-80 shrink-0 flex-col border-l bg-surface"
        >
          <InspectorContent {...inspector} />
        </aside>
      ) : (
        <InspectorSheet {...inspector} />
      )}
    </div>
  )
}

function InspectorSheet(props: InspectorProps) {
  const selected = useDesigner((state) => state.selected)
  const select = useDesigner((state) => state.select)
  return (
    <Sheet
      open={selected !== null}
      onOpenChange={(isOpen) => !isOpen && select(null)}
      title="Inspector"
      hideTitle
    >
      <InspectorContent {...props} />
    </Sheet>
  )
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
