import { describe, expect, it } from 'vitest'
import { farmCodec } from '@/lib/explorer/wire/farm-codec'
import { nodeCodec } from '@/lib/explorer/wire/node-codec'
import { capacityCodec } from '@/lib/explorer/wire/report-codecs'
import { reservationCodec, resultCodec } from '@/lib/explorer/wire/reservation-codec'
import type { Codec } from './codec'
import { GoDecodeError } from './decode-context'
import { decodeGoJson } from './decode-body'
import { parseGoInt, parseUint64 } from './go-number-text'

function refusal<T>(text: string, codec: Codec<T>): string {
  try {
    decodeGoJson(text, codec)
    return 'accepted'
  } catch (error) {
    if (error instanceof GoDecodeError) return error.message
    throw error
  }
}

describe('broken JSON', () => {
  it.each([
    ['', 'EOF'],
    [' \n', 'EOF'],
    ['{', 'unexpected EOF'],
    ['[1,', 'unexpected EOF'],
    ['"a', 'unexpected EOF'],
    ['nope', "invalid character 'o' in literal null (expecting 'u')"],
    ['x', "invalid character 'x' looking for beginning of value"],
    ['{a}', "invalid character 'a' looking for beginning of object key string"],
    ['{"a" 1}', "invalid character '1' after object key"],
    ['{"a":1 "b"}', `invalid character '"' after object key:value pair`],
    ['{"a":1,}', "invalid character '}' looking for beginning of object key string"],
    ['[1 2]', "invalid character '2' after array element"],
    ['[1,]', "invalid character ']' looking for beginning of value"],
    ['"\\x"', "invalid character 'x' in string escape code"],
    ['"\\u12g4"', "invalid character 'g' in \\u hexadecimal character escape"],
    ['"a\nb"', "invalid character '\\n' in string literal"],
    ['-x', "invalid character 'x' in numeric literal"],
    ['[1.x]', "invalid character 'x' after decimal point in numeric literal"],
    ['[1e+]', "invalid character ']' in exponent of numeric literal"],
    ['[01]', "invalid character '1' after array element"],
    ['nullx', "invalid character 'x' after top-level value"],
  ])('%j: %s', (text, sentence) => {
    expect(refusal(text, farmCodec)).toBe(sentence)
  })

  it('nested deeper than anybody needs is refused', () => {
    expect(refusal('['.repeat(100_000), farmCodec)).toBe('exceeded max depth')
  })
})

describe('a value of the wrong type', () => {
  it.each([
    ['5', 'json: cannot unmarshal number into Go value of type directory.TfgridFarm1'],
    [
      '{"name":5}',
      'json: cannot unmarshal number into Go struct field TfgridFarm1.name of type string',
    ],
    [
      '{"NAME":[]}',
      'json: cannot unmarshal array into Go struct field TfgridFarm1.name of type string',
    ],
    [
      '{"id":-1}',
      'json: cannot unmarshal number -1 into Go struct field TfgridFarm1.id of type uint64',
    ],
    [
      '{"id":1.0}',
      'json: cannot unmarshal number 1.0 into Go struct field TfgridFarm1.id of type uint64',
    ],
    [
      '{"location":{"latitude":"x"}}',
      'json: cannot unmarshal string into Go struct field TfgridLocation1.location.latitude of type float64',
    ],
    [
      '{"wallet_addresses":["a",true]}',
      'json: cannot unmarshal bool into Go struct field TfgridFarm1.wallet_addresses of type string',
    ],
    [
      '{"resource_prices":[{"cru":1e999}]}',
      'json: cannot unmarshal number 1e999 into Go struct field TfgridNodeResourcePrice1.resource_prices.cru of type float64',
    ],
    [
      '{"name":5,"email":6}',
      'json: cannot unmarshal number into Go struct field TfgridFarm1.name of type string',
    ],
  ])('%s', (text, sentence) => {
    expect(refusal(text, farmCodec)).toBe(sentence)
  })

  it('gives way to a value that refuses its own text', () => {
    expect(refusal('{"node_id":5,"created":"tomorrow"}', nodeCodec)).toBe(
      "invalid date string 'tomorrow'",
    )
  })

  it.each([
    ['300.1.1.1/24', 'invalid CIDR address: 300.1.1.1/24'],
    ['10.0.0.1/33', 'invalid CIDR address: 10.0.0.1/33'],
    ['010.0.0.1/8', 'invalid CIDR address: 010.0.0.1/8'],
    ['fe80::1%eth0/64', 'invalid CIDR address: fe80::1%eth0/64'],
    ['2001:db8::/129', 'invalid CIDR address: 2001:db8::/129'],
    ['1.2.3/8', 'invalid CIDR address: 1.2.3/8'],
    ['0x7f.1/8', 'invalid CIDR address: 0x7f.1/8'],
  ])('CIDR %s', (cidr, sentence) => {
    expect(refusal(JSON.stringify({ public_config: { ipv4: cidr } }), nodeCodec)).toBe(sentence)
  })

  it.each([
    [
      '{"created":5}',
      'parsing time "5" as "\\"2006-01-02T15:04:05Z07:00\\"": cannot parse "5" as "\\""',
    ],
    [
      '{"created":"soon"}',
      'parsing time "\\"soon\\"" as "\\"2006-01-02T15:04:05Z07:00\\"": cannot parse "soon\\"" as "2006"',
    ],
    ['{"signature":"a==="}', 'illegal base64 data at input byte 1'],
    [
      '{"signature":5}',
      'json: cannot unmarshal number into Go struct field Reservation.signature of type []uint8',
    ],
  ])('reservation %s', (text, sentence) => {
    expect(refusal(text, reservationCodec)).toBe(sentence)
  })
})

describe('decoding', () => {
  it('keeps every digit of 64-bit numbers', () => {
    const text = '{"threebot_id":9223372036854775807,"id":18446744073709551615}'
    const farm = decodeGoJson(text, farmCodec)
    expect([farm.threebot_id, farm.id]).toEqual([9223372036854775807n, 18446744073709551615n])
    expect(farmCodec.encode(farm)).toContain('"threebot_id":9223372036854775807')
  })

  it('ignores what follows the first value, unknown keys, and null', () => {
    const farm = decodeGoJson('{"name":"a","name":null,"x":{}} trailing', farmCodec)
    expect(farm.name).toBe('a')
  })

  it('keeps what the body does not name', () => {
    const before = decodeGoJson('{"state":"ok","data":{"a": 1}}', resultCodec)
    const after = decodeGoJson('{"error":"boom","data":null}', resultCodec, before)
    expect(after).toMatchObject({ state: 'ok', error: 'boom', data: 'null' })
  })

  it('normalises addresses as Go prints them', () => {
    const text = JSON.stringify({
      ifaces: [{ name: 'e', addrs: ['2001:DB8:0:0::1/64', '::ffff:192.0.2.1/120'], gateway: [''] }],
    })
    expect(decodeGoJson(text, nodeCodec).ifaces).toEqual([
      { name: 'e', addrs: ['2001:db8::1/64', '192.0.2.1/120'], gateway: [''] },
    ])
  })

  it('sorts the keys of descriptions it stores as they are', () => {
    const text = '{"dmi":{"sections":[{"b":1,"a":{"d":2,"c":3}}]}}'
    const { dmi } = decodeGoJson(text, capacityCodec)
    expect(dmi.sections).toBe('[{"a":{"c":3,"d":2},"b":1}]')
  })

  it('replaces half a surrogate pair', () => {
    expect(decodeGoJson('{"name":"a\\ud800b"}', farmCodec).name).toBe('a\ufffdb')
  })
})

describe('numbers in URLs', () => {
  it.each([
    ['7', 7n],
    ['007', 7n],
    ['18446744073709551615', 18446744073709551615n],
  ])('%s', (text, value) => {
    expect(parseUint64(text)).toEqual({ value })
  })
  it.each([
    [
      '18446744073709551616',
      'strconv.ParseUint: parsing "18446744073709551616": value out of range',
    ],
    ['+1', 'strconv.ParseUint: parsing "+1": invalid syntax'],
  ])('%s is refused', (text, sentence) => {
    expect(parseUint64(text)).toEqual({ refusal: sentence })
  })
  it('reads signs where Go does', () => {
    expect(parseGoInt('-5')).toEqual({ value: -5n })
    expect(parseGoInt('+5')).toEqual({ value: 5n })
    expect(parseGoInt('9223372036854775808')).toEqual({
      refusal: 'strconv.Atoi: parsing "9223372036854775808": value out of range',
    })
  })
})
