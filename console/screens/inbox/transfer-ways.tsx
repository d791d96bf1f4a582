import { t } from '../../i18n/translate.ts';

export type TransferWay = 'direct' | 'offer';

const WAYS: readonly TransferWay[] = ['direct', 'offer'];

interface Props {
  value: TransferWay;
  /** Only who has a conversation can offer it. */
  mayOffer: boolean;
  onChange: (way: TransferWay) => void;
}

/** Whether it is theirs at once, or only when they accept. */
export function TransferWays({ value, mayOffer, onChange }: Props) {
  return (
    <fieldset class="ways">
      <legend>{t('transfer.how')}</legend>
      {WAYS.map((way) => {
        const isOpen = way === 'direct' || mayOffer;
        return (
          <label key={way} class={isOpen ? '' : 'shut'}>
            <input
              type="radio"
              name="way"
              value={way}
              checked={value === way}
              disabled={!isOpen}
              aria-describedby={`way-${way}`}
              onChange={() => onChange(way)}
            />
            <span>{t(`transfer.${way}`)}</span>
            <small id={`way-${way}`}>{t(isOpen ? `transfer.${way}-hint` : 'transfer.offer-not-yours')}</small>
          </label>
        );
      })}
    </fieldset>
  );
}
