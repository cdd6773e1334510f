import { Glyph } from '@/components/ui/glyph'
import { cx } from '@/components/ui/cx'
import type { CardStudy } from './studied'

/** On a card while a study is open: its place on the traced way, and what of it is switched off. */
export function StudyMark({ mark, off }: CardStudy) {
  return (
    <>
      {mark && (
        <span className={cx('ds-mark', mark.isBroken && 'is-broken')}>
          <span className="sr-only">place </span>
          {mark.number}
        </span>
      )}
      {off && (
        <span className="ds-flag is-off">
          <Glyph tone="failed" className="size-2" />
          {off}
        </span>
      )}
    </>
  )
}
